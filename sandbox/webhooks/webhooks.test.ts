import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { type Opened, openReceiver, openSandbox, partsOf } from '../testing.ts'

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
afterEach(() => {
  opened.sandbox.faults.clear()
  opened.receiver.clear()
})
after(() => opened.close())

async function write(...texts: string[]) {
  const { id } = opened.sandbox.customers.create()
  const written: string[] = []
  for (const text of texts)
    written.push((await opened.sandbox.customers.write(id, { number: opened.number.id, text })).id)
  return written
}
const arrived = () => opened.receiver.received.flatMap(({ items }) => items)
const attempts = (id: string) =>
  opened.sandbox.ledger
    .webhooks()
    .filter(({ items }) => items.includes(id))
    .map(({ attempt, status, acknowledged }) => [attempt, status, acknowledged])

test('the signature is over the very bytes', async () => {
  await write('Olá ✅ 👍')
  await opened.sandbox.settled()
  const [{ body, signature } = { body: '', signature: '' }] = opened.receiver.received
  const hash = createHmac('sha256', opened.outside.appSecret).update(body).digest('hex')
  assert.equal(signature, `sha256=${hash}`)
  // Meta escapes: who writes the JSON anew gets another hash.
  assert.notEqual(JSON.stringify(JSON.parse(body)), body)
  assert.deepEqual(partsOf(body, 'messages')[0]?.text, { body: 'Olá ✅ 👍' })
})

test('a callback that does not know the token is not taken', async () => {
  const stranger = await openReceiver(() => 'something else')
  const { callback } = opened.sandbox.state()
  for (const url of [stranger.url, 'http://127.0.0.1:1/', 'not a url'])
    await assert.rejects(opened.sandbox.setCallback(url), { status: 400 })
  assert.equal(opened.sandbox.state().callback, callback)
  stranger.close()
})

test('what is not answered with 200 comes again, the same and before what follows', async () => {
  opened.receiver.answer(500, 202)
  const [first = '', second = ''] = await write('um', 'dois')
  await opened.sandbox.settled()
  assert.deepEqual(arrived(), [first, first, first, second])
  const bodies = opened.receiver.received.slice(0, 3).map(({ body }) => body)
  assert.equal(new Set(bodies).size, 1)
  assert.deepEqual(attempts(first), [
    [1, 500, false],
    [2, 202, false],
    [3, 200, true],
  ])
})

test('one customer waits, others do not', async () => {
  opened.receiver.answer(500)
  const [stuck = ''] = await write('um')
  const [free = ''] = await write('dois')
  await opened.sandbox.settled()
  assert.deepEqual([...arrived()].sort(), [stuck, stuck, free].sort())
  assert.equal(attempts(free).length + attempts(stuck).length, 3)
})

test('in order for each customer', async () => {
  const written = await write(...Array.from({ length: 50 }, (_, n) => String(n)))
  await opened.sandbox.settled()
  assert.deepEqual(arrived(), written)
})

test('twice, when that is asked for', async () => {
  opened.sandbox.faults.set({ duplicateWebhooks: { times: 1 } })
  const [first, second] = await write('um', 'dois')
  await opened.sandbox.settled()
  assert.deepEqual(arrived(), [first, first, second])
})

test('never, when that is asked for, and the ledger knows', async () => {
  opened.sandbox.faults.set({ dropWebhooks: { every: 2 } })
  const [first, second, third] = await write('um', 'dois', 'três')
  await opened.sandbox.settled()
  assert.deepEqual(arrived(), [first, third])
  const dropped = opened.sandbox.ledger.webhooks().filter((entry) => entry.dropped)
  assert.deepEqual(
    dropped.map(({ items }) => items),
    [[second]],
  )
})

test('out of order, when that is asked for, and nothing is lost', async () => {
  opened.sandbox.faults.set({ reorderWebhooks: true })
  const written = await write(...Array.from({ length: 60 }, (_, n) => String(n)))
  await opened.sandbox.settled()
  assert.deepEqual([...arrived()].sort(), [...written].sort())
  assert.notDeepEqual(arrived(), written)
})

test('many in one request, of two numbers and several kinds', async () => {
  opened.sandbox.faults.set({ batchWebhooks: { most: 5, withinMs: 60_000 } })
  const [one, other] = opened.outside.numbers
  const { id, phone } = opened.sandbox.customers.create()
  await opened.sandbox.customers.write(id, { number: one?.id ?? '', text: 'um' })
  await opened.sandbox.customers.write(id, { number: other?.id ?? '', text: 'dois' })
  await opened.send({ to: phone, text: { body: 'Oi' } })
  await opened.sandbox.settled()
  assert.equal(opened.receiver.received.length, 1)
  const { entry } = JSON.parse(opened.receiver.received[0]?.body ?? '')
  assert.ok(entry.length >= 2)
  assert.deepEqual([opened.receiver.all('messages').length, opened.receiver.all('statuses').length], [2, 3])
})

test('a batch is full at its number, and comes again as a whole', async () => {
  opened.sandbox.faults.set({ batchWebhooks: { most: 5, withinMs: 60 } })
  opened.receiver.answer(503)
  const written = await write(...Array.from({ length: 12 }, (_, n) => String(n)))
  await opened.sandbox.settled()
  assert.deepEqual(
    opened.receiver.received.map(({ items }) => items.length),
    [5, 5, 5, 2],
  )
  assert.deepEqual(arrived(), [...written.slice(0, 5), ...written])
})

test('any other field, with a time', async () => {
  const value = { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ restriction_type: 'x' }] }
  opened.sandbox.postField('account_update', value)
  await opened.sandbox.settled()
  const { entry } = JSON.parse(opened.receiver.received[0]?.body ?? '')
  assert.deepEqual(entry[0].changes, [{ field: 'account_update', value }])
  assert.equal(entry[0].id, opened.outside.wabaId)
  assert.ok(Number.isInteger(entry[0].time))
})

test('anything at all, signed, unsigned or wrongly', async () => {
  opened.receiver.answer(200, 401, 401)
  assert.equal(await opened.sandbox.postRaw({ object: 'page' }), 200)
  assert.equal(await opened.sandbox.postRaw('{"entry":[]}', false), 401)
  assert.equal(await opened.sandbox.postRaw('{"entry":[]}', 'wrong'), 401)
  const [right, none, wrong] = opened.receiver.received
  const sign = (body = '') =>
    `sha256=${createHmac('sha256', opened.outside.appSecret).update(body).digest('hex')}`
  assert.equal(right?.signature, sign(right?.body))
  assert.equal(none?.signature, undefined)
  assert.match(wrong?.signature ?? '', /^sha256=[0-9a-f]{64}$/)
  assert.notEqual(wrong?.signature, sign(wrong?.body))
})
