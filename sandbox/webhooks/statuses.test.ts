import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { type Opened, openSandbox } from '../testing.ts'

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
afterEach(() => {
  opened.sandbox.faults.clear()
  opened.receiver.clear()
})
after(() => opened.close())

type Status = {
  id: string
  status: string
  recipient_id?: string
  recipient_user_id?: string
  pricing?: { category: string }
  biz_opaque_callback_data?: string
}
// The receiver looks into what came without a schema; the keys are those that this file asks about.
const statuses = () => opened.receiver.all('statuses') as Status[]
const names = () => statuses().map(({ status }) => status)
const send = (to: string | null, more: object = {}) => opened.send({ to, text: { body: 'Oi' }, ...more })

test('sent, delivered and read, priced as since October, with our own id', async () => {
  const { phone, waId, userId, id } = await opened.someone()
  await send(phone, { biz_opaque_callback_data: 'outbox-7' })
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent', 'delivered', 'read'])
  for (const status of statuses()) {
    assert.deepEqual([status.recipient_id, status.recipient_user_id], [waId, userId])
    assert.equal(status.biz_opaque_callback_data, 'outbox-7')
  }
  assert.deepEqual(
    statuses().map(({ pricing }) => pricing?.category),
    ['service', 'service', undefined],
  )
  assert.equal(opened.sandbox.customers.thread(id, opened.number.id).data.at(-1)?.status, 'read')
  const entry = opened.sandbox.ledger.sends().at(-1)
  assert.equal(entry?.callbackData, 'outbox-7')
  assert.deepEqual(
    entry?.statuses.map(({ status, acknowledged }) => [status, acknowledged]),
    [
      ['sent', true],
      ['delivered', true],
      ['read', true],
    ],
  )
})

test('a hidden phone stays hidden, and the username is not in sent', async () => {
  const { userId } = await opened.someone({ username: 'bia.ramos' })
  await opened.send({ recipient: userId, text: { body: 'Oi' } })
  await opened.sandbox.settled()
  assert.ok(statuses().every((status) => !('recipient_id' in status)))
  const usernames = (
    opened.receiver.all('contacts') as { profile: { username?: string }; wa_id?: string }[]
  ).map(({ profile, wa_id }) => [profile.username, wa_id])
  assert.deepEqual(usernames, [
    [undefined, undefined],
    ['bia.ramos', undefined],
    ['bia.ramos', undefined],
  ])
})

test('who is away gets it when back', async () => {
  const { phone, id } = await opened.someone()
  opened.sandbox.customers.change(id, { online: false })
  await send(phone)
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent'])
  opened.sandbox.customers.change(id, { online: true })
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent', 'delivered'])
})

test('who has blocked the business never gets it, and cannot write', async () => {
  const { phone, id } = await opened.someone()
  opened.sandbox.customers.change(id, { blocked: true })
  await send(phone)
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent'])
  await assert.rejects(opened.sandbox.customers.write(id, { number: opened.number.id, text: 'Oi' }), {
    status: 409,
  })
})

test('without read receipts there is no read, also when looked at', async () => {
  const { phone, id } = await opened.someone()
  opened.sandbox.customers.change(id, { readReceipts: false })
  await send(phone)
  await opened.sandbox.settled()
  opened.sandbox.customers.read(id, opened.number.id)
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent', 'delivered'])
  const listed = opened.sandbox.customers.list().find((customer) => customer.id === id)
  assert.equal(listed?.threads[0]?.unread, 0)
})

test('while a phone page is open, it reads', async () => {
  const { phone, id } = await opened.someone()
  const closing = new AbortController()
  const stream = await fetch(`${opened.sandbox.url}/sandbox/api/stream`, { signal: closing.signal })
  assert.equal(opened.sandbox.state().phones, 1)
  await send(phone)
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent', 'delivered'])
  assert.equal(opened.sandbox.customers.read(id, opened.number.id), 1)
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent', 'delivered', 'read'])
  closing.abort()
  await stream.text().catch(() => {})
})

test('a voice message can be played', async () => {
  const { phone, id } = await opened.someone()
  const form = new FormData()
  form.append('messaging_product', 'whatsapp')
  form.append('file', new Blob(['opus'], { type: 'audio/ogg; codecs=opus' }), 'voz.ogg')
  const media = await opened.graph('POST', `${opened.number.id}/media`, form)
  const { body } = await opened.send({ to: phone, type: 'audio', audio: { id: media.body.id, voice: true } })
  await opened.sandbox.settled()
  const played = body.messages[0].id
  await opened.control('POST', `customers/${id}/read`, { number: opened.number.id, played })
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent', 'delivered', 'read', 'played'])
})

test('some can be left out, or all', async () => {
  const { phone } = await opened.someone()
  opened.sandbox.faults.set({ statuses: { skip: ['delivered'] } })
  await send(phone)
  await opened.sandbox.settled()
  assert.deepEqual(names(), ['sent', 'read'])
  assert.ok(statuses()[1]?.pricing, 'the price comes with one of delivered and read')
  opened.receiver.clear()
  opened.sandbox.faults.set({ silence: true })
  assert.equal((await send(phone)).status, 200)
  await opened.sandbox.settled()
  assert.deepEqual(opened.receiver.received, [])
})

test('in any order, and late', async () => {
  const { phone } = await opened.someone()
  opened.sandbox.faults.set({ statuses: { order: 'random', delay: 10 }, pair: { perSeconds: 0, burst: 1 } })
  for (let n = 0; n < 20; n++) await send(phone)
  await opened.sandbox.settled()
  assert.equal(statuses().length, 60)
  const orders = opened.sandbox.ledger
    .sends()
    .slice(-20)
    .map(({ statuses }) => statuses.map(({ status }) => status).join())
  assert.ok(orders.some((order) => order !== 'sent,delivered,read'))
})
