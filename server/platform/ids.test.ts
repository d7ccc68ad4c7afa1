import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validate, version } from 'uuid'
import { newId } from '#platform/ids.ts'

test('ids are of version 7, grow however fast they are made, and are never the same', () => {
  const ids = Array.from({ length: 20_000 }, newId)
  assert.ok(ids.every((id) => validate(id) && version(id) === 7))
  assert.deepEqual(ids, ids.toSorted())
  assert.equal(new Set(ids).size, ids.length)
  const written = Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)
  assert.ok(Math.abs(written - Date.now()) < 60_000)
})

test('when the clock goes back they still grow', (t) => {
  const before = newId()
  t.mock.method(Date, 'now', () => 1_000)
  assert.ok(newId() > before)
})
