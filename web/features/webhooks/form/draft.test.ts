import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf, slipsIn, wantedBy } from './draft.ts'

const whole = {
  url: ' https://erp.example.com/prosa ',
  description: ' ',
  all: false,
  events: ['message.received' as const],
}

test('what is typed becomes what is asked for', () => {
  assert.deepEqual(wantedBy(whole), {
    url: 'https://erp.example.com/prosa',
    description: null,
    events: ['message.received'],
  })
  assert.deepEqual(wantedBy({ ...whole, all: true })?.events, ['*'])
})

test('what is missing is said, and nothing is asked for', () => {
  assert.deepEqual(slipsIn(draftOf(null)), { url: 'urlMissing', about: null, events: 'someMissing' })
  assert.equal(slipsIn({ ...whole, url: 'erp.example.com' }).url, 'urlBad')
  assert.equal(slipsIn({ ...whole, description: 'x'.repeat(201) }).about, 'descriptionLong')
  assert.equal(wantedBy({ ...whole, events: [] }), null)
})
