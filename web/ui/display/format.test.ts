import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formats } from './format.ts'

const pt = formats({ locale: 'pt-BR', timeZone: 'America/Sao_Paulo' })
const en = formats({ locale: 'en', timeZone: 'America/Sao_Paulo' })
const now = new Date('2026-11-20T17:32:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test('dates are day first and hours run to 23 in both languages', () => {
  assert.equal(pt.dateTime(now), '20/11/2026 14:32')
  assert.equal(en.dateTime(now), '20/11/2026 14:32')
  assert.equal(pt.time(new Date('2026-11-20T03:05:00Z')), '00:05')
})

test('a list says the time today, the weekday this week, then the date', () => {
  assert.equal(pt.brief(ago(30), now), '14:02')
  assert.equal(pt.brief(ago(3 * 24 * 60), now), 'terça')
  assert.equal(en.brief(ago(3 * 24 * 60), now), 'Tuesday')
  assert.equal(pt.brief(ago(9 * 24 * 60), now), '11/11/2026')
})

test('how long ago, and how long', () => {
  assert.equal(pt.relative(ago(0), now), 'agora')
  assert.equal(pt.relative(ago(5), now), 'há 5 min.')
  assert.equal(pt.relative(ago(24 * 60), now), 'ontem')
  assert.equal(en.relative(ago(24 * 60), now), 'yesterday')
  assert.equal(pt.duration(36 * 60_000), '36 min')
  assert.equal(pt.duration(3 * 24 * 3_600_000), '3 dias')
})

test('numbers and money as each language writes them', () => {
  assert.equal(pt.number(1234.5), '1.234,5')
  assert.equal(en.number(1234.5), '1,234.5')
  assert.equal(pt.money(1234.56), 'R$ 1.234,56')
  assert.equal(pt.percent(0.125, 1), '12,5%')
  assert.equal(pt.bytes(2_400_000), '2,4 MB')
})
