import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayBeSent } from './window.ts'

const now = new Date('2026-11-20T12:00:00Z')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const table = [
  ['text', inMinutes(60), true],
  ['text', inMinutes(2.1), true],
  ['text', inMinutes(2), false],
  ['text', inMinutes(-1), false],
  ['text', null, false],
  ['reaction', inMinutes(1), false],
  ['template', null, true],
  ['template', inMinutes(-1), true],
] as const

for (const [type, until, expected] of table)
  test(`${type} with a window until ${until?.toISOString() ?? 'never'}`, () => {
    assert.equal(mayBeSent({ type }, until, now), expected)
  })
