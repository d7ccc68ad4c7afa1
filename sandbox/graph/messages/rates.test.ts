import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createFaults } from '../../faults/faults.ts'
import { type Opened, openSandbox } from '../../testing.ts'
import { newThread } from '../../world/threads.ts'
import { GraphError } from '../errors.ts'
import { createRates } from './rates.ts'

const number = { id: '1', phone: '+551150391000', name: 'Clínica Centro' }
const faults = createFaults(() => {})
let now = 0
const clock = { now: () => now, advance: () => {} }
beforeEach(() => faults.set({}))

/** How many of so many are let through, and with what the next is refused. */
function tryOut(rates: ReturnType<typeof createRates>, count: number, thread = () => newThread()) {
  for (let n = 0; n < count; n++)
    try {
      rates.take(number, thread())
    } catch (error) {
      assert.ok(error instanceof GraphError)
      return [n, error.code]
    }
  return [count, 200]
}

test('one customer gets 45 at once, then one in six seconds', () => {
  const rates = createRates({ clock, faults })
  const thread = newThread()
  assert.deepEqual(
    tryOut(rates, 100, () => thread),
    [45, 131056],
  )
  assert.deepEqual(tryOut(rates, 1), [1, 200], 'others are not held up')
  now += 6_000
  assert.deepEqual(
    tryOut(rates, 2, () => thread),
    [1, 131056],
  )
})

test('a number sends 80 a second, whoever they go to', () => {
  const rates = createRates({ clock, faults })
  assert.deepEqual(tryOut(rates, 200), [80, 130429])
  now += 500
  assert.deepEqual(tryOut(rates, 200), [40, 130429])
})

test('other limits, and none', () => {
  const rates = createRates({ clock, faults })
  const thread = newThread()
  faults.set({ throughputPerSecond: 3, pair: { perSeconds: 10, burst: 2 } })
  assert.deepEqual(
    tryOut(rates, 10, () => thread),
    [2, 131056],
  )
  assert.deepEqual(tryOut(rates, 10), [1, 130429])
  faults.set({ throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1 } })
  assert.deepEqual(
    tryOut(rates, 1_000, () => thread),
    [1_000, 200],
  )
})

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
after(() => opened.close())

test('what is beyond the limit is refused with 400 and never sent', async () => {
  const { phone: to } = await opened.someone()
  opened.sandbox.faults.set({ pair: { perSeconds: 86_400, burst: 2 } })
  const replies = []
  for (let n = 0; n < 3; n++) replies.push(await opened.send({ to, text: { body: 'Oi' } }))
  assert.deepEqual(
    replies.map(({ status, body }) => [status, body.error?.code]),
    [
      [200, undefined],
      [200, undefined],
      [400, 131056],
    ],
  )
  assert.equal(opened.sandbox.ledger.sends().length, 2)
})
