import assert from 'node:assert/strict'
import { relative } from 'node:path'
import { test } from 'node:test'
import { root, storeFiles } from './files.ts'
import { type Coverage, explainUncovered } from './stores.ts'

const whole = (): Coverage =>
  storeFiles().map((path) => ({
    path,
    lines: [{ line: 1, count: 1 }],
    functions: [{ name: 'all', line: 1, count: 1 }],
  }))

test('nothing is said when every line of every store has run', () => {
  assert.ok(storeFiles().length > 0, 'there are stores')
  explainUncovered(whole())
})

test('lines and functions that never ran are named, in ranges', () => {
  const [first, ...rest] = whole()
  assert.ok(first)
  const lines = [1, 2, 3, 4, 5].map((line) => ({ line, count: line === 1 ? 1 : 0 }))
  const partly = { ...first, lines, functions: [{ name: 'find', line: 9, count: 0 }] }
  assert.throws(() => explainUncovered([partly, ...rest]), {
    message: `These lines were never executed:\n${relative(root, first.path)}: line 2-5, 9`,
  })
})

test('a store that no test loads is named', () => {
  const [first, ...rest] = whole()
  assert.throws(() => explainUncovered(rest), {
    message: new RegExp(`${relative(root, first?.path ?? '')}: no test loads it`),
  })
})
