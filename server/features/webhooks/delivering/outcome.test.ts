import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge } from './outcome.ts'

const now = new Date('2026-11-20T14:00:00Z')
const told = (status: number | null, error: string | null, attempts = 0) => {
  const { state, nextAt, counts } = judge({ status, error }, attempts, now)
  return [state, nextAt && (nextAt.getTime() - now.getTime()) / 1000, counts]
}

test('good answers, passing trouble, and what no repetition helps', () => {
  assert.deepEqual(told(200, null), ['delivered', null, true])
  assert.deepEqual(told(500, 'bad_status'), ['waiting', 5, true])
  assert.deepEqual(told(404, 'bad_status', 1), ['waiting', 300, true])
  assert.deepEqual(told(null, 'timeout', 8), ['waiting', 86_400, true])
  assert.deepEqual(told(null, 'timeout', 9), ['failed', null, true])
  assert.deepEqual(told(410, 'bad_status'), ['failed', null, true])
  assert.deepEqual(told(null, 'unreadable'), ['failed', null, true])
  assert.deepEqual(told(null, 'aborted', 9), ['waiting', 0, false])
})
