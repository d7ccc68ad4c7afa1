import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roomOf } from './room.ts'

const receiver = (id: string, failures = 0) => ({ id, failures })
const free = (...args: Parameters<typeof roomOf>) =>
  Object.fromEntries(roomOf(...args).map(({ endpointId, free }) => [endpointId, free]))

test('each has room for ten, less what is under way', () => {
  assert.deepEqual(free([receiver('a'), receiver('b')], new Map([['b', 4]])), { a: 10, b: 6 })
  assert.deepEqual(free([receiver('a')], new Map([['a', 10]])), {})
})

test('one that keeps failing has room for one', () => {
  assert.deepEqual(free([receiver('a', 3)], new Map()), { a: 1 })
  assert.deepEqual(free([receiver('a', 3)], new Map([['a', 1]])), {})
  assert.deepEqual(free([receiver('a', 2)], new Map()), { a: 10 })
  assert.deepEqual(free([receiver('a', 3)], new Map([['a', 9]])), {})
})

test('together they have room for a hundred, and everybody for one', () => {
  const busy = Array.from({ length: 10 }, (_, n) => receiver(`busy-${n}`))
  const underWay = new Map(busy.map(({ id }) => [id, 10]))
  assert.deepEqual(free([...busy, receiver('late')], underWay), { late: 1 })
  assert.equal(
    Object.values(free([...busy, ...busy.map(({ id }) => receiver(`${id}+`))], new Map())).reduce(
      (a, b) => a + b,
    ),
    110,
  )
})
