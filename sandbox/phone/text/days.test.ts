import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { briefTime, dayLabel, groupByDay, length } from './days.ts'

const words = { today: 'Hoje', yesterday: 'Ontem', locale: 'pt-BR' }
const at = (day: number, hours = 12, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime()
const now = at(20, 9)

describe('days', () => {
  test('messages of one day stand together, in the order in which they came', () => {
    const items = [at(18), at(19, 23, 59), at(20, 0, 0), at(20, 8)].map((moment) => ({ at: moment }))
    const days = groupByDay(items)
    assert.deepEqual(
      days.map((day) => day.items.length),
      [1, 1, 2],
    )
    assert.deepEqual(
      days.flatMap((day) => day.items),
      items,
    )
  })

  test('nothing makes no day', () => assert.deepEqual(groupByDay([]), []))

  const labels: Array<[moment: number, label: string]> = [
    [at(20, 0, 0), 'Hoje'],
    [at(20, 23, 59), 'Hoje'],
    [at(19, 23, 59), 'Ontem'],
    [at(19, 0, 0), 'Ontem'],
    [at(18), 'quarta-feira'],
    [at(14), 'sábado'],
    [at(13), '13/11/2026'],
    [at(1), '01/11/2026'],
    // A clock that is ahead of ours is no reason to speak of days gone by.
    [at(22), '22/11/2026'],
  ]
  for (const [moment, label] of labels)
    test(`${new Date(moment).toLocaleString('pt-BR')} is ${label}`, () =>
      assert.equal(dayLabel(moment, now, words), label))

  test('the list shows the time of today and the day of the rest', () => {
    assert.equal(briefTime(at(20, 8, 5), now, words), '08:05')
    assert.equal(briefTime(at(19), now, words), 'Ontem')
    assert.equal(briefTime(at(18), now, words), 'quarta')
  })
})

test('lengths as a player shows them', () => {
  for (const [seconds, shown] of [
    [0, '0:00'],
    [8.6, '0:09'],
    [65, '1:05'],
    [3660, '61:00'],
    [Number.NaN, '0:00'],
    [Number.POSITIVE_INFINITY, '0:00'],
  ] as const)
    assert.equal(length(seconds), shown)
})
