import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Faults } from '../../api.ts'
import { isWord } from '../words.ts'
import { active, all, chosenSetting, type Fault, groups, settingOf, withSetting } from './faults.ts'

function faultAt(path: string): Fault {
  const found = all.find((fault) => fault.path === path)
  assert.ok(found, path)
  return found
}

const paths = (faults: Faults) => active(faults).map(({ path }) => path)

test('nothing is on where nothing is set, or nothing is left of it', () => {
  assert.deepEqual(paths({}), [])
  const usedUp: Faults = {
    latencyMs: 0,
    silence: false,
    sendErrors: [{ code: 130429, times: 0 }],
    httpStatus: { status: 500, times: 0 },
    loseResponse: { times: 0 },
    statuses: {},
  }
  assert.deepEqual(paths(usedUp), [])
})

test('every setting of every fault can be put on, is found again, and goes without a trace', () => {
  for (const fault of all)
    for (const [at, { value }] of fault.settings.entries()) {
      const faults = withSetting({}, fault, value)
      assert.deepEqual(paths(faults), [fault.path])
      assert.equal(chosenSetting(fault, settingOf(faults, fault)), at, fault.path)
      assert.deepEqual(withSetting(faults, fault, undefined), {})
    }
})

test('one fault leaves the others alone, also within the same field', () => {
  const before: Faults = { silence: true, statuses: { delay: 2000, order: 'random' } }
  assert.deepEqual(withSetting(before, faultAt('statuses.delay'), undefined), {
    silence: true,
    statuses: { order: 'random' },
  })
  assert.deepEqual(withSetting(before, faultAt('silence'), undefined), { statuses: before.statuses })
  assert.deepEqual(paths(before), ['silence', 'statuses.delay', 'statuses.order'])
})

test('what somebody set by hand is on, though it is none of the settings', () => {
  const fault = faultAt('latencyMs')
  assert.equal(chosenSetting(fault, settingOf({ latencyMs: 1234 }, fault)), -1)
  assert.deepEqual(paths({ latencyMs: 1234 }), ['latencyMs'])
})

test('there are words for everything that the drawer shows', () => {
  const keys = [
    ...groups.map(({ name }) => name),
    ...all.flatMap(({ path }) => [`fault.${path}`, `fault.${path}.hint`]),
    ...all.flatMap(({ settings }) => settings.map(({ words: [key] }) => key)),
  ]
  assert.deepEqual(
    keys.filter((key) => !isWord(key)),
    [],
  )
})
