import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formats } from '../../../ui/display/format.ts'
import { changeFrom, daysIn, draftOf, isTooLong, silenceIn } from './draft.ts'

const before = { greeting: 'Oi', silenceMs: 1500, rawEventDays: 7 }
const draft = draftOf(before, formats({ locale: 'pt-BR' }))

test('what was not touched is not sent', () => {
  assert.deepEqual(draft, { greeting: 'Oi', silence: '1,5', days: '7' })
  assert.deepEqual(changeFrom(before, draft), {})
  assert.deepEqual(changeFrom(before, { ...draft, greeting: ' Oi \n' }), {})
  assert.deepEqual(changeFrom(before, { ...draft, days: '30' }), { rawEventDays: 30 })
  assert.deepEqual(changeFrom(before, { ...draft, greeting: '' }), { greeting: '' })
})

test('a silence is in seconds, with a comma or a point', () => {
  const read = (silence: string) => silenceIn({ ...draft, silence })
  assert.deepEqual(['0', '2', '0,5', '0.25', '60'].map(read), [0, 2000, 500, 250, 60_000])
  assert.deepEqual(['', '-1', '60,1', '61', '1,2345', 'dois'].map(read), [null, null, null, null, null, null])
})

test('nothing is saved while something is wrong', () => {
  assert.deepEqual(
    ['0', '1', '90', '91', ''].map((days) => daysIn({ ...draft, days })),
    [null, 1, 90, null, null],
  )
  assert.equal(isTooLong({ ...draft, greeting: 'a'.repeat(1025) }), true)
  assert.equal(isTooLong({ ...draft, greeting: ` ${'a'.repeat(1024)} ` }), false)
  assert.equal(changeFrom(before, { ...draft, days: '0' }), null)
})
