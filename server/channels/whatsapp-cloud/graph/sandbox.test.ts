import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, afterEach, before, describe, test } from 'node:test'
import { createOutbound, type Outbound } from '#platform/outbound/index.ts'
import { type Customer, type Sandbox, startSandbox } from '../../../../sandbox/index.ts'
import type { Outgoing, Recipient, Sent, ToSend } from '../../channel.ts'
import { ChannelError, type Graph, openGraph } from './index.ts'

// Everything that is composed, before the eyes of something as strict as Meta.
let sandbox: Sandbox
let outbound: Outbound
let graph: Graph
let number: string
let customer: Customer

before(async () => {
  sandbox = await startSandbox()
  outbound = createOutbound({ outboundAllow: [] })
  const { graphUrl, accessToken, numbers } = sandbox.outside
  graph = openGraph({ graphUrl, version: 'v25.0', accessToken }, outbound)
  number = numbers[0]?.id ?? assert.fail('the business has no number')
  customer = sandbox.customers.create({ name: 'Beatriz', phone: '+5531987654321' })
  await sandbox.customers.write(customer.id, { number, text: 'Oi' })
})
after(async () => {
  await outbound.close()
  await sandbox.close()
})
afterEach(() => sandbox.faults.clear())

const nobody: Recipient = { waId: null, userId: null, parentUserId: null, phone: null }
let sends = 0
function toSend(message: Outgoing, other: Partial<ToSend> = {}): ToSend {
  const to = { ...nobody, waId: customer.waId }
  return { number, to, message, replyTo: null, ours: `ours-${++sends}`, ...other }
}
const text = (text: string): Outgoing => ({ type: 'text', text, previewUrl: true })
const thread = () => sandbox.customers.thread(customer.id, number).data

async function accepted(message: ToSend): Promise<Extract<Sent, { outcome: 'accepted' }>> {
  const sent = await graph.send(message)
  assert.ok(sent.outcome === 'accepted', JSON.stringify(sent))
  return sent
}
async function upload(type: string, name: string): Promise<string> {
  const file = { buffer: Buffer.from('some bytes'), type, name, size: 10 }
  return (await graph.uploadMedia(number, file)).providerId
}

test('a text reaches the customer, and the ledger knows our id', async () => {
  const message = toSend(text('Bom dia'))
  const { providerId, recipient } = await accepted(message)
  assert.equal(recipient.waId, customer.waId)
  assert.equal(thread().at(-1)?.id, providerId)
  const entry = sandbox.ledger.sends().at(-1)
  assert.deepEqual([entry?.callbackData, entry?.wamid], [message.ours, providerId])
})

test('whoever has no phone is reached by the user id', async () => {
  const hidden = sandbox.customers.create({ name: 'Caio', username: 'caio.lima' })
  await sandbox.customers.write(hidden.id, { number, text: 'Oi' })
  const { recipient } = await accepted(toSend(text('Oi'), { to: { ...nobody, userId: hidden.userId } }))
  assert.deepEqual(recipient, { waId: null, userId: hidden.userId })
  assert.equal(sandbox.customers.thread(hidden.id, number).data.at(-1)?.direction, 'out')
})

test('an answer and a reaction point at what the customer wrote', async () => {
  const { id } = await sandbox.customers.write(customer.id, { number, text: 'Quanto custa?' })
  await accepted(toSend(text('Cem reais'), { replyTo: id }))
  assert.equal(thread().at(-1)?.replyTo, id)
  await accepted(toSend({ type: 'reaction', providerId: id, emoji: '👍' }))
  const reactions = () => thread().find((message) => message.id === id)?.reactions
  assert.deepEqual(reactions(), [{ by: 'business', emoji: '👍' }])
  await accepted(toSend({ type: 'reaction', providerId: id, emoji: '' }))
  assert.deepEqual(reactions(), [])
})

describe('every kind of file', () => {
  const files = [
    ['image', 'image/jpeg', 'foto.jpg'],
    ['video', 'video/mp4', 'filme.mp4'],
    ['audio', 'audio/ogg; codecs=opus', 'voz.ogg'],
    ['document', 'application/pdf', `${'á'.repeat(300)}.pdf`],
    ['sticker', 'image/webp', 'figura.webp'],
  ] as const
  for (const [kind, type, name] of files)
    test(kind, async () => {
      const media = { kind, providerId: await upload(type, name), caption: 'Veja', name, voice: true }
      const { providerId } = await accepted(toSend({ type: 'media', media }))
      const seen = thread().find(({ id }) => id === providerId)
      assert.deepEqual([seen?.type, seen?.media?.bytes], [kind, 10])
    })
})

describe('everything else', () => {
  const body = 'Qual?'
  const messages: [string, Outgoing][] = [
    [
      'place',
      { type: 'location', location: { latitude: -19.9, longitude: -43.9, name: 'Clínica', address: '' } },
    ],
    [
      'cards',
      {
        type: 'contacts',
        contacts: [
          {
            name: 'Ana Souza',
            phones: [{ phone: '+55 31 98765-4321', type: 'WORK' }],
            organisation: 'Clínica',
          },
          { name: 'Davi', phones: [], emails: [{ email: 'davi@clinica.com.br' }] },
        ],
      },
    ],
    [
      'buttons',
      {
        type: 'interactive',
        interactive: {
          kind: 'buttons',
          header: 'Consulta',
          body,
          footer: 'Clínica',
          buttons: [{ id: 'a', title: 'Sim' }],
        },
      },
    ],
    [
      'list',
      {
        type: 'interactive',
        interactive: {
          kind: 'list',
          body,
          button: 'Ver',
          sections: [
            { title: 'A', rows: [{ id: '1', title: 'Um', description: 'Dra. Ana' }] },
            { title: 'B', rows: [{ id: '2', title: 'Dois' }] },
          ],
        },
      },
    ],
    [
      'link',
      { type: 'interactive', interactive: { kind: 'link', body, label: 'Ver', url: 'https://a.example/b' } },
    ],
    ['question for the place', { type: 'interactive', interactive: { kind: 'ask_location', body } }],
    ['question for the phone', { type: 'interactive', interactive: { kind: 'ask_contact', body } }],
    [
      'flow',
      {
        type: 'interactive',
        interactive: { kind: 'flow', body, label: 'Agendar', flowId: '9', flowToken: 't', screen: 'INICIO' },
      },
    ],
  ]
  for (const [name, message] of messages)
    test(name, async () => {
      const { providerId } = await accepted(toSend(message))
      assert.equal(thread().at(-1)?.id, providerId)
    })
})

describe('templates', () => {
  const template = (name: string, more: object) =>
    toSend({
      type: 'template',
      template: { name, language: 'pt_BR', header: [], body: [], buttons: [], ...more },
    })
  const value = (text: string, name?: string) => ({ type: 'text', text, ...(name && { name }) })

  test('by position, with a button', async () => {
    const buttons = [{ index: 0, kind: 'quick_reply', parameter: { type: 'payload', payload: 'sim' } }]
    const body = [value('Beatriz'), value('27/11')]
    const { providerId } = await accepted(template('lembrete_consulta', { body, buttons }))
    const seen = thread().find(({ id }) => id === providerId)?.template
    assert.match(seen?.body ?? '', /Beatriz.*27\/11/)
    assert.equal(seen?.buttons[0]?.payload, 'sim')
  })

  test('by name', async () => {
    const { providerId } = await accepted(template('retomar_conversa', { body: [value('Beatriz', 'nome')] }))
    assert.match(thread().find(({ id }) => id === providerId)?.template?.body ?? '', /Oi, Beatriz/)
  })

  test('with a picture and an address to fill in', async () => {
    const header = [{ type: 'image', providerId: await upload('image/png', 'oferta.png') }]
    const buttons = [{ index: 0, kind: 'url', parameter: { type: 'text', text: 'abc' } }]
    const body = [value('Beatriz'), value('10%')]
    await accepted(template('promocao_do_mes', { header, body, buttons }))
  })

  test('one that is not there, one that lacks a value', async () => {
    const missing = await graph.send(template('nao_existe', {}))
    assert.ok(missing.outcome === 'refused' && missing.error.trouble === 'template_missing')
    const lacking = await graph.send(template('lembrete_consulta', { body: [value('Beatriz')] }))
    assert.ok(lacking.outcome === 'refused' && lacking.error.trouble === 'template_invalid')
  })
})

describe('when Meta misbehaves', () => {
  test('an answer that was lost is in doubt, though the customer has the message', async () => {
    sandbox.faults.set({ loseResponse: { times: 1 } })
    const message = toSend(text('Chegou?'))
    const sent = await graph.send(message)
    assert.ok(sent.outcome === 'in_doubt', JSON.stringify(sent))
    assert.equal(sandbox.ledger.sends().filter(({ callbackData }) => callbackData === message.ours).length, 1)
  })

  for (const [code, outcome, scope] of [
    [130429, 'refused', 'number'],
    [131056, 'refused', 'person'],
    [131000, 'in_doubt', 'message'],
  ] as const)
    test(`code ${code}`, async () => {
      sandbox.faults.set({ sendErrors: [{ code, times: 1 }] })
      const sent = await graph.send(toSend(text('Oi')))
      assert.ok(sent.outcome !== 'accepted')
      assert.deepEqual([sent.outcome, sent.error.code, sent.error.scope], [outcome, String(code), scope])
    })

  test('a token that was taken back stops the account, here and in all other calls', async () => {
    sandbox.faults.set({ revokedToken: true })
    const sent = await graph.send(toSend(text('Oi')))
    assert.ok(sent.outcome === 'refused')
    assert.deepEqual([sent.error.trouble, sent.error.scope], ['token_invalid', 'account'])
    await assert.rejects(
      graph.readNumber(number),
      (error) => error instanceof ChannelError && error.error.trouble === 'token_invalid',
    )
  })
})

test('a file of the customer comes whole, and goes when its address is old', async () => {
  const bytes = Buffer.from('a picture of a tooth')
  const { media } = await sandbox.customers.write(customer.id, {
    number,
    image: { bytes, mimeType: 'image/jpeg' },
  })
  const id = media?.id ?? assert.fail('there is no file')
  const found = await graph.findMedia(number, id)
  assert.deepEqual([found.type, found.size], ['image/jpeg', bytes.length])
  assert.ok((await buffer(await graph.downloadMedia(found.url))).equals(bytes))
  sandbox.clock.advance(6 * 60_000)
  await assert.rejects(graph.downloadMedia(found.url), ChannelError)
  const again = await graph.downloadMedia(found.url, { number, providerId: id })
  assert.ok((await buffer(again)).equals(bytes))
  await graph.deleteMedia(number, id)
  await assert.rejects(graph.findMedia(number, id), (error) => {
    assert.ok(error instanceof ChannelError)
    return error.error.trouble === 'media_not_fetched'
  })
})

test('read, with typing', async () => {
  const { id } = await sandbox.customers.write(customer.id, { number, text: 'Alguém aí?' })
  await graph.markRead(number, id, { typing: true })
  assert.equal(thread().find((message) => message.id === id)?.status, 'read')
  assert.ok(sandbox.customers.thread(customer.id, number).typingUntil)
  await assert.rejects(graph.markRead(number, 'wamid.nobody', { typing: false }), ChannelError)
})

test('what became of a message', async () => {
  const { providerId } = await accepted(toSend(text('Até amanhã')))
  await sandbox.settled()
  const events = await graph.messageHistory(number, providerId)
  assert.equal(events[0]?.status, 'sent')
  assert.deepEqual(await graph.messageHistory(number, 'wamid.nobody'), [])
})

test('the account, its numbers, its token and its subscription', async () => {
  const { wabaId, businessId, appId, numbers } = sandbox.outside
  assert.deepEqual((await graph.readAccount(wabaId)).portfolioId, businessId)
  assert.deepEqual(
    (await graph.listNumbers(wabaId)).map(({ id, phone, throughput }) => [id, phone, throughput]),
    numbers.map(({ id, phone }) => [id, phone, 80]),
  )
  assert.equal((await graph.readNumber(number)).status, 'CONNECTED')
  const token = await graph.debugToken()
  assert.deepEqual([token.valid, token.appId, token.targets.includes(wabaId)], [true, appId, true])
  await graph.unsubscribe(wabaId)
  assert.equal(await graph.isSubscribed(wabaId), false)
  await graph.subscribe(wabaId)
  assert.equal(await graph.isSubscribed(wabaId, appId), true)
})
