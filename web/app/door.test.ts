import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enrolAddress, returnPath, signInAddress } from './door.ts'

test('whoever signs in comes back to where they were, with search and hash', () => {
  const next = '/settings/team?q=ana&role=agent#top'
  const address = new URL(signInAddress(next, 'ended'), 'http://prosa.test')
  assert.equal(address.pathname, '/sign-in')
  assert.equal(address.searchParams.get('why'), 'ended')
  assert.equal(returnPath(address.searchParams.get('next')), next)
})

test('nobody is sent to another site, however it is written', () => {
  for (const next of [
    'https://evil.test',
    '//evil.test',
    '/\\evil.test',
    'javascript:alert(1)',
    '',
    undefined,
    7,
  ])
    assert.equal(returnPath(next), '/', String(next))
})

test('the door leads to no door', () => {
  assert.equal(signInAddress('/sign-in?next=%2Fsettings'), '/sign-in')
  assert.equal(signInAddress('/second-factor'), '/sign-in')
  assert.equal(enrolAddress('/second-factor?next=%2F'), '/second-factor')
  assert.equal(signInAddress('/'), '/sign-in')
  assert.equal(enrolAddress('/sign-ins'), '/second-factor?next=%2Fsign-ins')
})
