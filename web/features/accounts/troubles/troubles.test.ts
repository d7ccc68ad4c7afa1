import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountTodos, accountTroubles, todos, troubles } from '#contract/troubles.ts'
import { formats } from '../../../ui/display/format.ts'
import { detailOf, titleOf, todoOf } from './troubles.ts'
import { pt } from './words.ts'

const format = formats({ locale: 'pt-BR', timeZone: 'America/Sao_Paulo' })
const trouble = (code: string, detail: string | null = null) => ({ code, detail, todo: null })

test('there are words for every trouble and for everything that can be done, and for nothing else', () => {
  assert.deepEqual(Object.keys(pt.trouble).sort(), [...troubles, ...accountTroubles].sort())
  for (const todo of [...todos, ...accountTodos]) assert.ok(todoOf({ todo }), todo)
  assert.equal(Object.keys(pt.todo).length, todos.length + accountTodos.length)
})

test('a trouble that only a newer server knows is still told', () => {
  assert.match(titleOf('token_invalid'), /token/)
  assert.match(titleOf('constructor'), /constructor/)
  assert.equal(todoOf({ todo: 'something_new' }), null)
  assert.equal(todoOf({ todo: null }), null)
})

test('a moment is told as a date, words as words, and a repetition not at all', () => {
  assert.match(
    detailOf(trouble('token_expires', '2026-11-27T15:00:00.000Z'), format) ?? '',
    /27\/11\/2026 12:00$/,
  )
  assert.match(detailOf(trouble('alert', 'INCREASED_CAPABILITIES'), format) ?? '', /INCREASED_CAPABILITIES$/)
  assert.equal(detailOf(trouble('banned', 'BANNED'), format), null)
  assert.equal(detailOf(trouble('banned'), format), null)
  assert.equal(detailOf(trouble('token_invalid', '(fbtrace_id A1tZwGWe46O2B3f)'), format), null)
})
