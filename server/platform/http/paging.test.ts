import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { DomainError } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, page } from '#platform/http/paging.ts'

const Position = z.tuple([z.iso.datetime(), z.uuid()])
const at = '2026-11-20T14:31:00.000Z'
const id = '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d'

test('a cursor is the position that it was made from', () => {
  const cursor = encodeCursor([at, id])
  assert.match(cursor, /^[\w-]+$/)
  assert.deepEqual(decodeCursor(cursor, Position), [at, id])
  assert.equal(decodeCursor(undefined, Position), undefined)
})

test('a cursor that somebody tampered with is refused like any other bad field', () => {
  const cursor = encodeCursor([at, id])
  const forged = [
    '',
    'nonsense',
    '%%%',
    cursor.slice(0, -4),
    `${cursor.slice(0, 10)}x${cursor.slice(11)}`,
    encodeCursor([at]),
    encodeCursor([at, "x' or true"]),
    encodeCursor({ at, id }),
    encodeCursor(null),
    Buffer.from([0xff, 0xfe, 0x00]).toString('base64url'),
  ]
  for (const each of forged) assert.throws(() => decodeCursor(each, Position), isBadCursor, each)
  assert.throws(() => decodeCursor(encodeCursor('a\u0000b'), z.string()), isBadCursor)
})

const isBadCursor = (error: unknown): boolean => {
  assert.ok(error instanceof DomainError)
  assert.deepEqual(
    [error.status, error.errors?.[0]?.pointer, error.errors?.[0]?.code],
    [422, '/after', 'bad_cursor'],
  )
  return true
}

test('pages join without a gap and the last one says so', () => {
  const rows = Array.from({ length: 7 }, (_, n) => ({ n }))
  const seen: number[] = []
  let after: number | undefined
  for (let pages = 0; pages < 10; pages++) {
    const from = after ?? -1
    const { data, next } = page(rows.filter(({ n }) => n > from).slice(0, 4), 3, ({ n }) => n)
    assert.ok(data.length <= 3)
    seen.push(...data.map(({ n }) => n))
    if (next === null) break
    after = decodeCursor(next, z.number())
  }
  assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6])
  assert.deepEqual(
    page([], 3, () => 0),
    { data: [], next: null },
  )
  assert.equal(page(rows.slice(0, 3), 3, ({ n }) => n).next, null)
})
