import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SecuritySettings } from '#contract/team.ts'
import { amountOf, changeFrom, countOf, draftOf, limits, minutesOf, rangeIn, settingsOf } from './policy.ts'

const settings: SecuritySettings = {
  sessionIdleMinutes: 720,
  sessionAbsoluteHours: 168,
  lockAfterFailures: 5,
  lockMinutes: 15,
  secondFactorRequiredFor: ['admin'],
  passwordMinLength: 8,
}

test('a time is shown in the largest unit that says it whole', () => {
  assert.deepEqual(amountOf(720, ['day', 'hour', 'minute']), { typed: '12', unit: 'hour' })
  assert.deepEqual(amountOf(90, ['day', 'hour', 'minute']), { typed: '90', unit: 'minute' })
  assert.deepEqual(amountOf(10_080, ['day', 'hour']), { typed: '7', unit: 'day' })
})

test('what is shown and not touched is what is saved', () => {
  const after = settingsOf(draftOf(settings))
  assert.deepEqual(after, settings)
  assert.deepEqual(changeFrom(settings, after ?? settings), {})
})

test('only what was changed is sent', () => {
  const draft = {
    ...draftOf(settings),
    length: '12',
    required: ['admin', 'manager'] as ('admin' | 'manager')[],
  }
  assert.deepEqual(changeFrom(settings, settingsOf(draft) ?? settings), {
    passwordMinLength: 12,
    secondFactorRequiredFor: ['admin', 'manager'],
  })
})

test('slips of the hand and numbers beyond the limits are no settings', () => {
  assert.equal(minutesOf({ typed: '4', unit: 'minute' }, 'idle'), null)
  assert.equal(minutesOf({ typed: '31', unit: 'day' }, 'idle'), null)
  assert.equal(minutesOf({ typed: '1,5', unit: 'hour' }, 'idle'), null)
  assert.equal(countOf('', 'length'), null)
  assert.equal(settingsOf({ ...draftOf(settings), lockAfter: '2' }), null)
  assert.deepEqual(rangeIn('idle', 'hour'), { from: 1, to: 720 })
})

test('the limits are those of the contract', () => {
  const fits = (change: Partial<SecuritySettings>) =>
    SecuritySettings.safeParse({ ...settings, ...change }).success
  const edges = [
    ['idle', (n: number) => ({ sessionIdleMinutes: n }), 1],
    ['absolute', (n: number) => ({ sessionAbsoluteHours: n / 60 }), 60],
    ['lock', (n: number) => ({ lockMinutes: n }), 1],
    ['lockAfter', (n: number) => ({ lockAfterFailures: n }), 1],
    ['length', (n: number) => ({ passwordMinLength: n }), 1],
  ] as const
  for (const [field, change, step] of edges) {
    const { from, to } = limits[field]
    assert.ok(fits(change(from)) && fits(change(to)), field)
    assert.ok(!fits(change(from - step)) && !fits(change(to + step)), field)
  }
})
