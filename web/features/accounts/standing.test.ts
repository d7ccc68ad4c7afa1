import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountStandingOf, peopleIn, qualityOf, speedOf, standingOf } from './standing.ts'

const trouble = { code: 'banned', detail: null, todo: null }

test('a number that somebody paused is not one that its trouble stopped', () => {
  assert.equal(standingOf({ state: 'active', trouble: null }), 'active')
  assert.equal(standingOf({ state: 'active', trouble }), 'troubled')
  assert.equal(standingOf({ state: 'paused', trouble: null }), 'paused')
  assert.equal(standingOf({ state: 'paused', trouble }), 'stopped')
})

test('an account with a trouble that stops nothing is told from one that stands still', () => {
  assert.equal(accountStandingOf({ state: 'connected', trouble: null }), 'connected')
  assert.equal(accountStandingOf({ state: 'connected', trouble }), 'troubled')
  assert.equal(accountStandingOf({ state: 'needs_attention', trouble }), 'stopped')
})

test('limits of Meta are read as numbers of people', () => {
  assert.deepEqual(['TIER_50', 'TIER_2K', 'TIER_100K', 'TIER_UNLIMITED'].map(peopleIn), [
    50,
    2000,
    100_000,
    Number.POSITIVE_INFINITY,
  ])
  assert.deepEqual(['TIER_NOT_SET', 'NEWER', null].map(peopleIn), [null, null, null])
})

test('nobody sends faster than Meta allows', () => {
  assert.equal(speedOf({ throughput: 80, pace: null }), 80)
  assert.equal(speedOf({ throughput: 80, pace: 20 }), 20)
  assert.equal(speedOf({ throughput: 20, pace: 500 }), 20)
})

test('a quality that nobody has heard of is unknown', () => {
  assert.deepEqual(
    ['GREEN', 'YELLOW', 'RED', 'NA', null].map((quality) => qualityOf({ quality })),
    ['good', 'fair', 'poor', 'unknown', 'unknown'],
  )
})
