import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventNames, events } from '#contract/events.ts'
import { groups, namesIn } from '../acts/groups.ts'
import { auditQuery, auditSearch } from './filters.ts'

const now = new Date(2026, 10, 20, 14, 32)
const local = (year: number, month: number, date: number) => new Date(year, month - 1, date).toISOString()

test('an address that somebody typed keeps what makes sense and loses the rest', () => {
  assert.deepEqual(auditSearch({ period: 'yesterday', group: 'team', ip: 10, q: '  ', by: ['x'] }), {
    group: 'team',
    ip: '10',
  })
  assert.deepEqual(auditSearch({ period: 'week', from: '2026-11-01' }), { period: 'week' })
  assert.deepEqual(auditSearch({ period: 'custom', from: '2026-11-01', to: '1/12/2026' }), {
    period: 'custom',
    from: '2026-11-01',
  })
})

test('periods are whole days of whoever reads, today included', () => {
  assert.equal(auditQuery({ period: 'today' }, now).from, local(2026, 11, 20))
  assert.equal(auditQuery({ period: 'week' }, now).from, local(2026, 11, 14))
  assert.equal(auditQuery({ period: 'month' }, now).from, local(2026, 10, 22))
  assert.equal(auditQuery({}, now).from, undefined)
})

test('the last day of a range counts whole', () => {
  const { from, to } = auditQuery({ period: 'custom', from: '2026-10-31', to: '2026-10-31' }, now)
  assert.equal(from, local(2026, 10, 31))
  assert.equal(to, local(2026, 11, 1))
})

test('every audited event is found in one group, and no other', () => {
  const audited = eventNames.filter((name) => events[name].audited)
  assert.deepEqual(groups.flatMap(namesIn).sort(), [...audited].sort())
})
