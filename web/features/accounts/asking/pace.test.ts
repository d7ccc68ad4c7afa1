import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paceIn } from './pace.ts'

test('a pace is a whole number of messages, or nobody chooses one', () => {
  assert.deepEqual(['', '  ', '1', ' 20 ', '10000'].map(paceIn), [null, null, 1, 20, 10_000])
  assert.deepEqual(['0', '-5', '2,5', '10001', 'dez'].map(paceIn), ['bad', 'bad', 'bad', 'bad', 'bad'])
})
