import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endsSoon, expiryFrom, standingOf } from './expiry.ts'

const now = new Date(2026, 10, 20, 14, 32)
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString()

test('a preset counts from now, a date lasts until it is over where the reader is', () => {
  assert.equal(expiryFrom('month', '', now)?.toISOString(), inDays(30))
  assert.equal(expiryFrom('never', '', now), null)
  assert.equal(expiryFrom('date', '2026-11-20', now)?.getTime(), new Date(2026, 10, 20, 23, 59, 59).getTime())
  assert.equal(expiryFrom('date', '2026-11-19', now), undefined)
  assert.equal(expiryFrom('date', '', now), undefined)
})

test('revoked weighs more than expired', () => {
  assert.equal(standingOf({ revokedAt: null, expiresAt: null }, now), 'active')
  assert.equal(standingOf({ revokedAt: null, expiresAt: inDays(0) }, now), 'expired')
  assert.equal(standingOf({ revokedAt: inDays(-1), expiresAt: inDays(-2) }, now), 'revoked')
})

test('two weeks before its end a key asks to be looked at', () => {
  assert.equal(endsSoon(inDays(13), now), true)
  assert.equal(endsSoon(inDays(15), now), false)
  assert.equal(endsSoon(null, now), false)
})
