import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Opened, openSandbox } from '../../testing.ts'

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
after(() => opened.close())

const codesOf = async (count: number, to: () => string | null) => {
  const replies = await Promise.all(
    Array.from({ length: count }, () => opened.send({ to: to(), type: 'text', text: { body: 'Oi' } })),
  )
  return replies.map(({ status, body }) => (status === 200 ? 200 : body.error.code)).sort((a, b) => a - b)
}

test('one customer gets 45 at once, then one in six seconds', async () => {
  const { phone } = await opened.someone()
  const codes = await codesOf(46, () => phone)
  assert.deepEqual([codes[44], codes[45]], [200, 131056])
  opened.sandbox.clock.advance(6_000)
  assert.deepEqual(await codesOf(2, () => phone), [200, 131056])
})

test('a number sends so many a second, whoever they go to', async () => {
  opened.sandbox.faults.set({ throughputPerSecond: 5 })
  opened.sandbox.clock.advance(1_000)
  const people = await Promise.all(Array.from({ length: 7 }, () => opened.someone()))
  let next = 0
  const codes = await codesOf(7, () => people[next++]?.phone ?? null)
  assert.ok(codes.filter((code) => code === 200).length >= 5, String(codes))
  assert.equal(codes[6], 130429)
  opened.sandbox.clock.advance(1_000)
  assert.deepEqual(await codesOf(1, () => people[0]?.phone ?? null), [200])
})

test('zero is no limit', async () => {
  opened.sandbox.faults.set({ throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1 } })
  const { phone } = await opened.someone()
  const codes = await codesOf(120, () => phone)
  assert.equal(codes[119], 200)
})
