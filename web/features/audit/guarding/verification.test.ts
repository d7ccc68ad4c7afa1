import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterBatch, start } from './verification.ts'

const batch = { ok: true, checked: 1000, brokenAtSeq: null, complete: false, next: 1200 }

test('batch by batch, to the end of the chain', () => {
  const once = afterBatch(start, batch)
  assert.deepEqual([once.state, once.checked, once.after], ['running', 1000, 1200])
  const twice = afterBatch(once, { ...batch, checked: 34, complete: true, next: null })
  assert.deepEqual([twice.state, twice.checked], ['ok', 1034])
})

test('the first entry that does not fit ends the walk and is named', () => {
  const broken = afterBatch(afterBatch(start, batch), { ...batch, ok: false, brokenAtSeq: 1201, next: null })
  assert.deepEqual([broken.state, broken.brokenAtSeq], ['broken', 1201])
})
