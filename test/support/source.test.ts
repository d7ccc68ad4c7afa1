import assert from 'node:assert/strict'
import { test } from 'node:test'
import { circles, importsOf } from '#test/source.ts'

const from = (text: string) => importsOf('server/features/inbox/store.ts', text)

test('imports are found however they are written', () => {
  const text = `
import { a,
  type B } from './a.ts'
import type { C } from '../team/index.ts'
import { type D, type E } from '#platform/d.ts'
import './e.ts'
export { f } from '#contract/f.ts'
export * from "kysely"
const g = await import('../../g.ts')
const h = 'not an import from'
`
  assert.deepEqual(from(text), [
    { target: 'server/features/inbox/a.ts', npm: false, typeOnly: false },
    { target: 'server/features/team/index.ts', npm: false, typeOnly: true },
    { target: 'server/platform/d.ts', npm: false, typeOnly: true },
    { target: 'server/features/inbox/e.ts', npm: false, typeOnly: false },
    { target: 'contract/f.ts', npm: false, typeOnly: false },
    { target: 'kysely', npm: true, typeOnly: false },
    { target: 'server/g.ts', npm: false, typeOnly: false },
  ])
})

test('a statement ends before the next one begins', () => {
  assert.deepEqual(
    from("export const a = 1\nimport { b } from './b.ts'").map(({ target }) => target),
    ['server/features/inbox/b.ts'],
  )
})

test('circles are found, and only circles', () => {
  const straight = new Map([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', []],
  ])
  assert.deepEqual(circles(straight), [])
  assert.deepEqual(circles(new Map([...straight, ['c', ['a']]])), ['a → b → c → a'])
})
