import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { CustomerMessage } from '../api.ts'
import { type Opened, openSandbox } from '../testing.ts'

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
afterEach(async () => {
  await opened.sandbox.settled()
  opened.receiver.clear()
})
after(() => opened.close())

type Content = Omit<CustomerMessage, 'number'>

/** Writes, and answers with what the webhook said. */
async function said(id: string, message: Content) {
  const written = await opened.sandbox.customers.write(id, { number: opened.number.id, ...message })
  await opened.sandbox.settled()
  const [wire] = opened.receiver.all('messages').filter((one) => one.id === written.id)
  const [contact] = opened.receiver.all('contacts')
  opened.receiver.clear()
  // biome-ignore lint/suspicious/noExplicitAny: looked at key by key
  return { written, wire: wire as any, contact: contact as any }
}
const bytes = Buffer.from('bytes')
const file = { bytes, mimeType: 'image/jpeg' }
const thread = (id: string) => opened.sandbox.customers.thread(id, opened.number.id).data

const shapes: [string, Content, string, object][] = [
  ['text', { text: 'Oi' }, 'text', { body: 'Oi' }],
  [
    'location',
    { location: { latitude: -23.5, longitude: -46.6 } },
    'location',
    { latitude: -23.5, longitude: -46.6 },
  ],
  [
    'contacts',
    { contacts: [{ name: { formatted_name: 'Ana' } }] },
    'contacts',
    [{ name: { formatted_name: 'Ana' } }],
  ],
  [
    'a button of a template',
    { button: { payload: 'sim', text: 'Sim' } },
    'button',
    { payload: 'sim', text: 'Sim' },
  ],
  [
    'a button',
    { button_reply: { id: '1', title: 'Sim' } },
    'interactive',
    { type: 'button_reply', button_reply: { id: '1', title: 'Sim' } },
  ],
  [
    'a row of a list',
    { list_reply: { id: '1', title: 'Limpeza', description: '1 h' } },
    'interactive',
    { type: 'list_reply', list_reply: { id: '1', title: 'Limpeza', description: '1 h' } },
  ],
  [
    'a form',
    { nfm_reply: { response_json: '{"a":1}' } },
    'interactive',
    { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"a":1}' } },
  ],
  [
    'an order',
    { order: { catalog_id: '1', product_items: [] } },
    'order',
    { catalog_id: '1', product_items: [] },
  ],
  ['opening the chat', { request_welcome: true }, 'request_welcome', {}],
  ['something unknown', { unsupported: { type: 'poll' } }, 'unsupported', { type: 'poll' }],
]

describe('what people write has the shape of Meta', () => {
  for (const [name, message, type, content] of shapes)
    test(name, async () => {
      const { id, waId, userId, name: called } = opened.sandbox.customers.create()
      const { wire, contact } = await said(id, message)
      assert.deepEqual([wire.type, wire[type]], [type, content])
      assert.deepEqual([wire.from, wire.from_user_id], [waId, userId])
      assert.match(wire.timestamp, /^\d{10}$/)
      assert.deepEqual(contact, { profile: { name: called }, wa_id: waId, user_id: userId })
    })
})

test('files, with a hash and an address', async () => {
  const { id } = opened.sandbox.customers.create()
  const { wire } = await said(id, { image: { ...file, caption: 'Veja' } })
  assert.equal(wire.image.caption, 'Veja')
  assert.equal(Buffer.from(wire.image.sha256, 'base64').length, 32)
  const headers = { authorization: `Bearer ${opened.outside.accessToken}` }
  const response = await fetch(wire.image.url, { headers })
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes)
  const voice = await said(id, { audio: { bytes, mimeType: 'audio/ogg; codecs=opus', voice: true } })
  assert.deepEqual([voice.wire.type, voice.wire.audio.voice], ['audio', true])
  const paper = await said(id, { document: { bytes, mimeType: 'application/pdf', filename: 'exame.pdf' } })
  assert.equal(paper.wire.document.filename, 'exame.pdf')
})

test('without a phone to be seen there is none, not an empty one', async () => {
  for (const customer of [
    { username: 'so.nome' },
    { phone: '+5511955554444', username: 'os.dois', hidePhone: true },
  ]) {
    const { id } = opened.sandbox.customers.create(customer)
    const { wire, contact } = await said(id, { text: 'Oi' })
    assert.equal('from' in wire, false)
    assert.equal('wa_id' in contact, false)
    assert.equal(contact.profile.username, customer.username)
    assert.match(wire.from_user_id, /^BR\.\d+$/)
  }
})

test('quotes name their author; forwarded has no id', async () => {
  const { id, waId } = await opened.someone()
  const own = thread(id)[0]?.id ?? ''
  const theirs = opened.sandbox.echo(opened.number.id, id, 'Bom dia').id
  assert.equal((await said(id, { text: 'a', context: { replyTo: own } })).wire.context.from, waId)
  assert.deepEqual((await said(id, { text: 'b', context: { replyTo: theirs } })).wire.context, {
    from: '551150391000',
    id: theirs,
  })
  assert.deepEqual((await said(id, { text: 'c', context: { forwarded: true } })).wire.context, {
    forwarded: true,
  })
  const often = await said(id, { text: 'd', context: { frequentlyForwarded: true } })
  assert.deepEqual(
    [often.wire.context, often.written.forwarded],
    [{ frequently_forwarded: true }, 'frequently'],
  )
})

test('an advertisement comes with the message', async () => {
  const { id } = opened.sandbox.customers.create()
  const { wire } = await said(id, { text: 'Oi', referral: true })
  assert.equal(wire.referral.source_type, 'ad')
  const own = await said(id, { text: 'Oi', referral: { source_id: '7' } })
  assert.deepEqual(own.wire.referral, { source_id: '7' })
})

test('reactions, edits and deletions change what is there', async () => {
  const { id } = await opened.someone()
  const of = thread(id)[0]?.id ?? ''
  const reacted = await said(id, { reaction: { of, emoji: '😂' } })
  assert.deepEqual(reacted.wire.reaction, { message_id: of, emoji: '😂' })
  assert.deepEqual(thread(id)[0]?.reactions, [{ by: 'customer', emoji: '😂' }])
  const gone = await said(id, { reaction: { of } })
  assert.deepEqual([gone.wire.reaction, thread(id)[0]?.reactions], [{ message_id: of }, []])
  const edited = await said(id, { edit: { of, text: 'Olá' } })
  assert.deepEqual(edited.wire.edit, {
    original_message_id: of,
    message: { type: 'text', text: { body: 'Olá' } },
  })
  assert.deepEqual([thread(id)[0]?.content, typeof thread(id)[0]?.editedAt], [{ body: 'Olá' }, 'number'])
  const revoked = await said(id, { revoke: { of } })
  assert.deepEqual(revoked.wire.revoke, { original_message_id: of })
  assert.equal(typeof thread(id)[0]?.deletedAt, 'number')
  assert.equal(thread(id).length, 1)
  await assert.rejects(said(id, { edit: { of, text: 'Tarde demais' } }), { status: 409 })
})

test('nobody edits what others wrote', async () => {
  const { id } = await opened.someone()
  const { id: of } = opened.sandbox.echo(opened.number.id, id, 'Bom dia')
  await assert.rejects(said(id, { edit: { of, text: 'Boa noite' } }), { status: 409 })
  await assert.rejects(said(id, { revoke: { of } }), { status: 409 })
  const stranger = await opened.someone()
  await assert.rejects(said(stranger.id, { reaction: { of, emoji: '👍' } }), { status: 404 })
})

test('what is typed on the business phone is told to the app', async () => {
  const { id, waId } = await opened.someone()
  const { id: wamid } = opened.sandbox.echo(opened.number.id, id, 'Já te respondo')
  await opened.sandbox.settled()
  const { field, value } = JSON.parse(opened.receiver.received[0]?.body ?? '').entry[0].changes[0]
  assert.equal(field, 'smb_message_echoes')
  const [told] = value.message_echoes
  assert.deepEqual(
    [told.from, told.to, told.id, told.text.body],
    ['551150391000', waId, wamid, 'Já te respondo'],
  )
  assert.equal(thread(id).at(-1)?.echo, true)
})

test('a new phone is told from the old one, and the old one reaches nobody', async () => {
  const before = await opened.someone({ phone: '+5511933332222' })
  const after = opened.sandbox.customers.change(before.id, { newPhone: '+5521944443333' })
  await opened.sandbox.settled()
  // biome-ignore lint/suspicious/noExplicitAny: looked at key by key
  const [told] = opened.receiver.all('messages') as any[]
  assert.deepEqual(opened.receiver.all('contacts'), [])
  assert.deepEqual([told.type, told.from, told.from_user_id], ['system', before.waId, before.userId])
  const { type, wa_id, user_id, previous_user_id } = told.system
  assert.deepEqual(
    [type, wa_id, user_id, previous_user_id],
    ['user_changed_number', '5521944443333', after.userId, before.userId],
  )
  assert.notEqual(after.userId, before.userId)
  opened.receiver.clear()
  await opened.send({ to: before.phone, text: { body: 'Oi' } })
  await opened.sandbox.settled()
  assert.deepEqual(
    opened.receiver.all('statuses').map(({ status }) => status),
    ['failed'],
  )
  assert.equal(
    (await opened.send({ to: after.phone, text: { body: 'Oi' } })).body.contacts[0].wa_id,
    after.waId,
  )
})

test('a phone belongs to one person, in either spelling', async () => {
  opened.sandbox.customers.create({ phone: '+5531977776666' })
  for (const phone of ['+5531977776666', '553177776666', '+551150391000'])
    assert.throws(() => opened.sandbox.customers.create({ phone }), { status: 409 })
})

test('a storm: all of it arrives, in order for each, in as few requests as wanted', async () => {
  const storm = { messages: 400, perSecond: 20_000, customers: 40 }
  const one = await opened.sandbox.storm(storm)
  await opened.sandbox.settled()
  assert.deepEqual([one.messages, one.customers, opened.receiver.received.length], [400, 40, 400])
  assertInOrder()
  opened.receiver.clear()
  await opened.sandbox.storm({ ...storm, batch: 50 })
  await opened.sandbox.settled()
  assert.equal(opened.receiver.received.length, 8)
  assert.equal(opened.receiver.all('messages').length, 400)
  assertInOrder()
  assert.equal(
    opened.sandbox.customers.list().some(({ phone }) => phone?.startsWith('+55119600')),
    false,
  )
})

/** The texts end with the number of the message: `(12)`. */
function assertInOrder(): void {
  const last = new Map<unknown, number>()
  for (const { from, text } of opened.receiver.all('messages') as {
    from: string
    text: { body: string }
  }[]) {
    const number = Number(/\((\d+)\)$/.exec(text.body)?.[1])
    assert.ok(number > (last.get(from) ?? 0))
    last.set(from, number)
  }
}
