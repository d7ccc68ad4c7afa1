import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readJson } from './read.ts'
import { tame } from './tame.ts'

const json = (text: string) => readJson(Buffer.from(text))

describe('readJson', () => {
  for (const [what, text, value] of [
    ['the largest safe integer stays a number', '{"id":9007199254740991}', { id: 9007199254740991 }],
    ['the next keeps its digits', '{"id":9007199254740993}', { id: '9007199254740993' }],
    [
      'so do negative and very long ones',
      '[-9007199254740993,123456789012345678901]',
      ['-9007199254740993', '123456789012345678901'],
    ],
    ['behind white space too', '{"id" :\n\t 9007199254740993 }', { id: '9007199254740993' }],
    ['and alone', '[ 9007199254740993]', ['9007199254740993']],
    ['fractions and powers are no ids', '[1234567890123456.5,1e300]', [1234567890123456.5, 1e300]],
    [
      'digits in text are text',
      '{"body":"pix: 90071992547409931234","n":1}',
      { body: 'pix: 90071992547409931234', n: 1 },
    ],
  ] as const)
    test(what, () => assert.deepEqual(json(text), value))

  test('what is no JSON throws', () => {
    assert.throws(() => json('{"object":'), SyntaxError)
    assert.throws(() => json(''), SyntaxError)
  })

  test('absurd nesting beside a long number is still read', () => {
    const depth = 200_000
    const read = json(`[9007199254740993,${'['.repeat(depth)}${']'.repeat(depth)}]`)
    assert.ok(Array.isArray(read) && read.length === 2)
  })
})

describe('tame', () => {
  for (const [what, from, to] of [
    ['null bytes go', 'a\0b', 'ab'],
    ['halves of emoji are replaced', 'a\ud83d', 'a\ufffd'],
    ['everything else stays', '\u200f \u0001 👩‍👩‍👧 \ufeff\n', '\u200f \u0001 👩‍👩‍👧 \ufeff\n'],
    ['in keys and lists too', { 'k\0': ['\0', { x: 'y\udc00' }] }, { k: ['', { x: 'y\ufffd' }] }],
    ['what is no text stays', [1, null, true, -0], [1, null, true, -0]],
  ] as const)
    test(what, () => assert.deepEqual(tame(from), to))

  test('what is clean is not copied', () => {
    const clean = { a: ['b', { c: 'd' }], n: Number.NaN }
    assert.equal(tame(clean), clean)
  })

  test('a key of prototypes stays a key', () => {
    const tamed = tame(JSON.parse('{"__proto__":{"polluted":"a\\u0000"}}'))
    assert.equal(JSON.stringify(tamed), '{"__proto__":{"polluted":"a"}}')
    assert.equal(Reflect.get({}, 'polluted'), undefined)
  })

  test('nesting ends where a database would fail', () => {
    const depth = 100_000
    assert.ok(JSON.stringify(tame(JSON.parse('['.repeat(depth) + ']'.repeat(depth)))).length < 300)
  })
})
