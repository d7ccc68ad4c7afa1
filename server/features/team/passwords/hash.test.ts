import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#platform/errors.ts'
import { verifyPassword } from './hash.ts'

test('of two hundred passwords at once two are looked at and a hundred wait; the others are turned away', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 200 }, () => verifyPassword(null, 'x')))
  const looked = answers.filter(({ status }) => status === 'fulfilled')
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
  assert.equal(refused.length, 98)
  for (const reason of refused)
    assert.ok(reason instanceof DomainError && reason.status === 429, String(reason))
  assert.deepEqual(
    looked,
    Array.from({ length: 102 }, () => ({ status: 'fulfilled', value: false })),
  )
})

test('who comes when they are done is let in again', async () => {
  assert.equal(await verifyPassword(null, 'x'), false)
})
