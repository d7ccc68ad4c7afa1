import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Opened, openSandbox } from '../../testing.ts'

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
after(() => opened.close())

const day = 24 * 3_600_000
const text = { type: 'text', text: { body: 'Oi' } }

/** Sends, and answers with the statuses that came of it. */
async function statusesOf(message: object) {
  const { status, body } = await opened.send(message)
  assert.equal(status, 200, JSON.stringify(body))
  await opened.sandbox.settled()
  const [{ id }] = body.messages
  // biome-ignore lint/suspicious/noExplicitAny: looked at key by key
  return opened.receiver.all('statuses').filter((status) => status.id === id) as any[]
}

async function failureOf(message: object) {
  const statuses = await statusesOf({ biz_opaque_callback_data: 'mine', ...message })
  assert.deepEqual(
    statuses.map(({ status }) => status),
    ['failed'],
  )
  assert.equal(statuses[0].biz_opaque_callback_data, 'mine')
  return statuses[0]
}

test('nobody has this phone', async () => {
  const failed = await failureOf({ to: '+5511900000000', ...text })
  assert.equal(failed.errors[0].code, 131026)
  assert.equal(failed.recipient_id, '5511900000000')
  assert.equal('recipient_user_id' in failed, false)
})

test('nobody has this user id', async () => {
  const failed = await failureOf({ recipient: 'BR.12345', ...text })
  assert.equal(failed.errors[0].code, 131026)
  assert.equal('recipient_id' in failed, false)
})

test('a day after the last word only templates get through', async () => {
  const { phone: to } = await opened.someone()
  opened.sandbox.clock.advance(day - 60_000)
  assert.equal((await statusesOf({ to, ...text }))[0].status, 'sent')
  opened.sandbox.clock.advance(60_000)
  assert.equal((await failureOf({ to, ...text })).errors[0].code, 131047)
  const hello = { name: 'hello_world', language: { code: 'en_US' } }
  assert.equal((await statusesOf({ to, type: 'template', template: hello }))[0].status, 'sent')
})

test('who never wrote has no window', async () => {
  const { phone: to } = opened.sandbox.customers.create()
  assert.equal((await failureOf({ to, ...text })).errors[0].code, 131047)
})

test('the window is of one number only', async () => {
  const { id, phone: to } = opened.sandbox.customers.create()
  const other = opened.outside.numbers[1]?.id ?? ''
  await opened.sandbox.customers.write(id, { number: other, text: 'Oi' })
  assert.equal((await failureOf({ to, ...text })).errors[0].code, 131047)
})

test('a reaction sits on the message, and has a single status', async () => {
  const { id, phone: to } = await opened.someone()
  const thread = () => opened.sandbox.customers.thread(id, opened.number.id).data
  const message_id = thread()[0]?.id
  const react = (emoji: string) => statusesOf({ to, type: 'reaction', reaction: { message_id, emoji } })
  assert.deepEqual(
    (await react('❤️')).map(({ status }) => status),
    ['sent'],
  )
  assert.deepEqual(thread()[0]?.reactions, [{ by: 'business', emoji: '❤️' }])
  await react('')
  assert.deepEqual([thread().length, thread()[0]?.reactions], [1, []])
})

test('a reaction to what is not there, or long ago, fails', async () => {
  const { id, phone: to } = await opened.someone()
  const old = opened.sandbox.customers.thread(id, opened.number.id).data[0]?.id
  const react = (message_id: string | undefined) =>
    failureOf({ to, type: 'reaction', reaction: { message_id, emoji: '👍' } })
  assert.equal((await react('wamid.never')).errors[0].code, 131009)
  opened.sandbox.clock.advance(31 * day)
  await opened.sandbox.customers.write(id, { number: opened.number.id, text: 'Oi de novo' })
  assert.equal((await react(old)).errors[0].code, 131009)
})

test('reading marks what came before, and the business types until it writes', async () => {
  const { id, phone: to } = await opened.someone()
  const { number } = opened
  const look = () => opened.sandbox.customers.thread(id, number.id)
  const last = await opened.sandbox.customers.write(id, { number: number.id, text: 'Alô?' })
  const read = { status: 'read', message_id: last.id, typing_indicator: { type: 'text' } }
  assert.deepEqual((await opened.send(read)).body, { success: true })
  assert.deepEqual(
    look().data.map(({ status }) => status),
    ['read', 'read'],
  )
  assert.ok((look().typingUntil ?? 0) > opened.sandbox.clock.now())
  await opened.send({ to, ...text })
  assert.equal(look().typingUntil, null)
})

test('a reaction of the customer can be marked as read too', async () => {
  const { id } = await opened.someone()
  const of = opened.sandbox.customers.thread(id, opened.number.id).data[0]?.id ?? ''
  const reaction = { of, emoji: '🙏' }
  const { id: message_id } = await opened.sandbox.customers.write(id, { number: opened.number.id, reaction })
  assert.equal((await opened.send({ status: 'read', message_id })).status, 200)
  assert.equal(opened.sandbox.customers.thread(id, opened.number.id).data[0]?.status, 'read')
})

test('only what came in can be read', async () => {
  const { phone: to } = await opened.someone()
  const sent = await opened.send({ to, ...text })
  for (const message_id of ['wamid.never', sent.body.messages[0].id])
    assert.equal((await opened.send({ status: 'read', message_id })).body.error.code, 131009)
})

test('answering an advertisement makes three days free', async () => {
  const { id, phone: to } = opened.sandbox.customers.create()
  await opened.sandbox.customers.write(id, { number: opened.number.id, text: 'Oi', referral: true })
  const [sent, delivered] = await statusesOf({ to, ...text })
  assert.equal(sent.pricing.type, 'free_entry_point')
  assert.equal(sent.conversation.origin.type, 'referral_conversion')
  assert.ok(sent.conversation.expiration_timestamp)
  assert.equal('expiration_timestamp' in delivered.conversation, false)
  opened.sandbox.clock.advance(3 * day)
  await opened.sandbox.customers.write(id, { number: opened.number.id, text: 'Oi' })
  const [later] = await statusesOf({ to, ...text })
  assert.deepEqual(later.pricing, {
    billable: true,
    pricing_model: 'PMP',
    type: 'regular',
    category: 'service',
  })
  assert.equal('conversation' in later, false)
})
