import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { type Opened, openSandbox } from '../testing.ts'

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
afterEach(() => opened.sandbox.faults.clear())
after(() => opened.close())

const send = (to: string | null) => opened.send({ to, text: { body: 'Oi' } })
const outcome = async (to: string | null) => {
  const { status, body } = await send(to)
  return [status, body.error?.code]
}

test('an error for the next so many, to whom it is meant for', async () => {
  const [one, other] = [await opened.someone(), await opened.someone()]
  opened.sandbox.faults.set({ sendErrors: [{ code: 131048, times: 2, to: one.phone ?? '' }] })
  assert.deepEqual(await outcome(other.phone), [200, undefined])
  assert.deepEqual(await outcome(one.phone), [400, 131048])
  assert.equal(opened.sandbox.faults.get().sendErrors?.[0]?.times, 1)
  assert.deepEqual(await outcome(one.phone), [400, 131048])
  assert.deepEqual(await outcome(one.phone), [200, undefined])
  assert.deepEqual(opened.sandbox.faults.get(), {})
})

test('an HTTP status instead of an answer, before anything is looked at', async () => {
  const { phone } = await opened.someone()
  opened.sandbox.faults.set({ httpStatus: { status: 503, times: 1 } })
  const { status, body } = await send(phone)
  assert.deepEqual([status, body.error.is_transient], [503, true])
  assert.equal((await send(phone)).status, 200)
})

test('a lost answer: it was sent all the same', async () => {
  const { phone, id } = await opened.someone()
  opened.sandbox.faults.set({ loseResponse: { times: 1 } })
  opened.receiver.clear()
  await assert.rejects(send(phone), TypeError)
  await opened.sandbox.settled()
  assert.equal(opened.sandbox.ledger.sends().at(-1)?.customer, id)
  assert.deepEqual(
    opened.receiver.all('statuses').map(({ status }) => status),
    ['sent', 'delivered', 'read'],
  )
  assert.equal((await send(phone)).status, 200)
})

test('every so manyth', async () => {
  const { phone } = await opened.someone()
  opened.sandbox.faults.set({ loseResponse: { every: 3 } })
  const outcomes: string[] = []
  for (let n = 0; n < 6; n++)
    outcomes.push(
      await send(phone).then(
        () => 'answered',
        () => 'lost',
      ),
    )
  assert.deepEqual(outcomes, ['answered', 'answered', 'lost', 'answered', 'answered', 'lost'])
})

test('setting replaces all, and off is the same as not there', () => {
  const { faults } = opened.sandbox
  faults.set({ latencyMs: 5, silence: true })
  assert.deepEqual(faults.set({ silence: false, reorderWebhooks: true }), { reorderWebhooks: true })
  // A misspelt fault that does nothing would make a test pass for nothing.
  assert.throws(() => faults.set({ latency: 5 } as never))
})
