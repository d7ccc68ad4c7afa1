import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLedger } from './ledger.ts'

const entry = { at: 0, items: [], attempt: 1, status: 200, acknowledged: true }

test('keeps the newest, and is read on from any place', () => {
  const ledger = createLedger(10)
  for (let n = 0; n < 500; n++) ledger.webhook(entry)
  assert.equal(ledger.all().length, 10)
  const { data, next } = ledger.after(0, 4)
  assert.deepEqual([data.map(({ seq }) => seq), next], [[491, 492, 493, 494], 494])
  assert.deepEqual(
    ledger.after(498).data.map(({ seq }) => seq),
    [499, 500],
  )
  assert.deepEqual(ledger.after(500), { data: [], next: 500 })
})
