import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { explanations, todos, troubles } from './error-table.ts'
import { explainError } from './errors.ts'

// Written down a second time, code by code, from the list of Meta: a slip in the table shows here.
const classes = {
  A: [4, 80007, 130429, 131056, 131057, 2494100],
  B: [1, 2, 131000, 131016, 133004],
  C: [
    0, 3, 10, 33, 100, 190, 200, 250, 299, 368, 130403, 130472, 130497, 131005, 131008, 131009, 131021,
    131026, 131031, 131037, 131042, 131045, 131047, 131048, 131050, 131051, 131052, 131053, 131055, 131062,
    131063, 132000, 132001, 132005, 132007, 132012, 132016, 132018, 132068, 132069, 133010, 134011, 134100,
    134102, 135000, 2593107, 2593108, 2593109,
  ],
  D: [131049, 131064, 132015, 133000, 133005, 133006, 133008, 133009, 133015, 133016, 134101, 136024],
} as const

describe('explainError', () => {
  for (const [name, codes] of Object.entries(classes))
    for (const code of codes)
      test(`${code} is of class ${name}`, () => {
        const error = explainError({ code, httpStatus: 400 })
        assert.equal(error.class, name)
        assert.equal(error.code, String(code))
        assert.notEqual(error.trouble, 'refused')
      })

  test('every code of the table is in the list above, once', () => {
    const listed = Object.values(classes).flat()
    const inTable = explanations.flatMap(({ codes }) => codes)
    assert.equal(new Set(inTable).size, inTable.length)
    assert.deepEqual(
      inTable.filter((code) => !listed.some((one) => one === code)),
      [],
    )
  })

  for (const [code, scope, trouble, todo] of [
    [190, 'account', 'token_invalid', 'reconnect'],
    [0, 'account', 'token_invalid', 'reconnect'],
    [200, 'account', 'permission_missing', 'grant_permission'],
    [131042, 'account', 'payment', 'add_payment'],
    [130429, 'number', 'throughput_limited', null],
    [131048, 'number', 'number_restricted', 'review_quality'],
    [131056, 'person', 'pair_rate_limited', null],
    [131026, 'person', 'undeliverable', 'reach_otherwise'],
    [131047, 'message', 'window_closed', 'use_template'],
    // An agent may still answer them.
    [131049, 'message', 'marketing_limited', 'retry_later'],
    [131050, 'message', 'opted_out', null],
    [131064, 'message', 'templates_restricted', 'review_templates'],
  ] as const)
    test(`${code} concerns the ${scope}: ${trouble}`, () => {
      const error = explainError({ code })
      assert.deepEqual([error.scope, error.trouble, error.todo], [scope, trouble, todo])
    })

  test('what is to be tried again by itself says when', () => {
    const again = explanations.filter((row) => row.class === 'A')
    assert.ok(again.length > 0)
    assert.ok(again.every(({ retryAfterMs }) => (retryAfterMs ?? 0) > 0))
    assert.equal(explainError({ code: 131049 }).retryAfterMs, 24 * 3_600_000)
  })

  test('no name is listed that the table does not use', () => {
    // Those that are guessed from the status alone.
    const guessed = ['refused']
    const used = explanations.flatMap(({ trouble }) => trouble)
    assert.deepEqual(
      troubles.filter((name) => !used.includes(name) && !guessed.includes(name)),
      [],
    )
    assert.deepEqual(
      todos.filter((name) => !explanations.some(({ todo }) => todo === name)),
      [],
    )
  })

  test('a code that nobody knows is final, unless Meta or the status says otherwise', () => {
    assert.equal(explainError({ code: 999_999, httpStatus: 400 }).class, 'C')
    assert.equal(explainError({ code: 999_999, httpStatus: 400 }).trouble, 'refused')
    assert.equal(explainError({ code: 999_999, httpStatus: 400, isTransient: true }).class, 'B')
    assert.equal(explainError({ code: 999_999, httpStatus: 503 }).class, 'B')
    assert.equal(explainError({ code: 999_999, httpStatus: 429 }).class, 'A')
  })

  test('what is known does not become uncertain because of a status', () => {
    assert.equal(explainError({ code: 131047, httpStatus: 500, isTransient: true }).class, 'C')
    assert.equal(explainError({ code: 130429, httpStatus: 400 }).class, 'A')
  })

  test('no answer, or one without a code, leaves open whether it was sent', () => {
    assert.deepEqual(explainError({ code: null }), {
      code: 'no_answer',
      title: 'provider_unavailable',
      detail: null,
      class: 'B',
      scope: 'message',
      trouble: 'provider_unavailable',
      todo: 'check_and_retry',
      retryAfterMs: null,
    })
    assert.equal(explainError({ code: null, httpStatus: 502 }).code, 'http_502')
    assert.equal(explainError({ code: null, httpStatus: 404 }).class, 'C')
  })

  test('codes may come as text', () => {
    assert.equal(explainError({ code: '131047' }).trouble, 'window_closed')
    assert.equal(explainError({ code: 'what?', httpStatus: 400 }).code, 'what?')
  })

  test('says what Meta says, the most exact last', () => {
    const message = '(#131047) Re-engagement message'
    const full = explainError({
      code: 131047,
      title: 'Re-engagement message',
      message,
      details: 'More than 24 hours',
    })
    assert.deepEqual([full.title, full.detail], ['Re-engagement message', 'More than 24 hours'])
    assert.deepEqual(explainError({ code: 131047, title: 'Closed', message }).detail, message)
    const only = explainError({ code: 131047, message })
    assert.deepEqual([only.title, only.detail], [message, null])
  })
})
