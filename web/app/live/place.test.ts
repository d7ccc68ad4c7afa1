import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPlace } from './place.ts'

test('what is at or below the cursor was told already', () => {
  const place = createPlace()
  place.startAt('100')
  assert.equal(place.isNews('100'), false)
  assert.equal(place.isNews('99'), false)
  assert.equal(place.isNews('101'), true)
})

test('several pushes of one event are all news, the event again later is not', () => {
  const place = createPlace()
  place.startAt('100')
  assert.equal(place.isNews('101'), true)
  place.moveTo('101')
  assert.equal(place.isNews('101'), true, 'the second push of the same event')
  assert.equal(place.isNews('102'), true)
  assert.equal(place.isNews('101'), false)
})

test('an event whose transaction was slow is news, though later ones were told', () => {
  const place = createPlace()
  place.startAt('100')
  assert.equal(place.isNews('103'), true)
  place.moveTo('101')
  assert.equal(place.isNews('102'), true)
  assert.equal(place.isNews('103'), false, 'seen before, above the cursor')
})

test('after a break the last event is not told twice', () => {
  const place = createPlace()
  place.startAt('100')
  assert.equal(place.isNews('101'), true)
  place.pause()
  assert.equal(place.isNews('101'), false)
})

test('a cursor never goes back, and ids are compared as numbers', () => {
  const place = createPlace()
  place.startAt('9')
  place.moveTo('10')
  assert.equal(place.cursor(), '10')
  place.moveTo('9')
  assert.equal(place.cursor(), '10')
  place.moveTo('9007199254740992')
  assert.equal(place.isNews('9007199254740992'), false)
  assert.equal(place.isNews('9007199254740993'), true, 'JavaScript numbers could not tell these two apart')
})
