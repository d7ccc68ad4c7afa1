import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lockFor, networkWait, secondsUntil, windowStart } from './lockout.ts'

const now = new Date('2026-11-20T14:30:00Z')
const rules = { lockAfterFailures: 5, lockMinutes: 20 }

test('the fifth failure locks, and none before it', () => {
  for (const before of [0, 1, 2, 3]) assert.equal(lockFor(before, rules, now), null)
  assert.deepEqual(lockFor(4, rules, now), new Date('2026-11-20T14:50:00Z'))
  assert.deepEqual(lockFor(9, rules, now), new Date('2026-11-20T14:50:00Z'))
})

test('failures count for a quarter of an hour', () =>
  assert.deepEqual(windowStart(now), new Date('2026-11-20T14:15:00Z')))

test('a network waits until its fiftieth last failure is out of the window', () =>
  assert.equal(networkWait(new Date('2026-11-20T14:20:00Z'), now), 300))

test('a wait is a whole number of seconds, and never none', () => {
  assert.equal(secondsUntil(new Date(now.getTime() + 1_200), now), 2)
  assert.equal(secondsUntil(now, now), 1)
})
