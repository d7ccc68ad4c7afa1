import assert from 'node:assert/strict'
import { test } from 'node:test'
import { webhookEvents as contract } from '#contract/webhooks.ts'
import { eventGroups, webhookEvents } from './events.ts'

test('the page offers what the contract takes, each once', () => {
  assert.deepEqual([...webhookEvents].sort(), [...contract].sort())
  assert.deepEqual(eventGroups.flatMap(({ names }) => names).sort(), [...contract].sort())
})

test('conversations come first', () => {
  assert.equal(eventGroups[0]?.group, 'conversations')
})
