import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Conversation, ConversationWithMessages } from '#contract/conversations.ts'
import type { Message } from '#contract/messages.ts'
import { keyWith, nobody } from '#test/api.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { aConversation, aMessage, anAccountWithNumber, anAnswer, type OurNumber } from '../testing.ts'
import { whyNot } from './checks.ts'

let app: App
let number: OurNumber
before(async () => {
  app = await testApp()
  number = await anAccountWithNumber(app.ctx())
})
after(() => app?.close())

const send = (as: PersonName, id: string, body: unknown) =>
  app.as(as)<Message & { code?: string; errors?: { pointer: string; code: string }[] }>(
    'POST',
    `/api/conversations/${id}/messages`,
    { body },
  )
const read = async (id: string, as: PersonName = 'ana') =>
  (await app.as(as)<ConversationWithMessages>('GET', `/api/conversations/${id}`)).body
const rows = async (query: string, ...values: unknown[]) =>
  (await app.database.pool.query(query, values)).rows
const happened = async (id: string) =>
  (await rows('select name from events where subject_id = $1 order by id', id)).map(({ name }) => name)
const delivers = async ({ id }: OurNumber) =>
  (await rows(`select 1 from graphile_worker._private_jobs where key = $1`, `deliver:${id}`)).length
const having = (operatorId: string) => ({ status: 'open', operator_id: operatorId })
const template = { type: 'template', template: { name: 'boas_vindas', preview: 'Olá, Beatriz' } }
const ago = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000)

describe('the thread', () => {
  test('is read from the end, oldest first, and further back', async () => {
    const talk = await aConversation(app.ctx(), number)
    for (let n = 1; n <= 5; n++)
      await aMessage(app.ctx(), talk, { text: String(n), at: ago(n > 3 ? 1 : 4 - n) })
    const { body } = await app.as('luisa')<ConversationWithMessages>(
      'GET',
      `/api/conversations/${talk.id}?limit=2`,
    )
    assert.deepEqual([body.id, body.messages.map(({ text }) => text)], [talk.id, ['4', '5']])
    const older: string[] = []
    for (let before = body.before; before !== null; ) {
      const page: { body: { data: Message[]; before: string | null } } = await app.as('luisa')(
        'GET',
        `/api/conversations/${talk.id}/messages?limit=2&before=${before}`,
      )
      older.unshift(...page.body.data.map(({ text }) => String(text)))
      before = page.body.before
    }
    assert.deepEqual(older, ['1', '2', '3'])
  })

  test('is for who reaches it', async () => {
    const talk = await aConversation(app.ctx(), number, having(app.people.davi.id))
    for (const path of [`/api/conversations/${talk.id}`, `/api/conversations/${talk.id}/messages`]) {
      assert.equal((await app.as('luisa')('GET', path)).status, 404)
      for (const name of ['davi', 'marcos', 'ana'] as const)
        assert.equal((await app.as(name)('GET', path)).status, 200)
    }
  })

  test('shows what was written by others as well as it can', async () => {
    const talk = await aConversation(app.ctx(), number)
    await aMessage(app.ctx(), talk, {
      type: 'something_new',
      content: JSON.stringify({ forwarded: 'often', odd: 1 }),
      reactions: JSON.stringify({ contact: '👍' }),
      error: JSON.stringify({ code: '131051', title: 'Unsupported', detail: null, todo: null, class: 'C' }),
    })
    const [message] = (await read(talk.id)).messages
    assert.deepEqual(
      [message?.type, message?.forwarded, message?.content, message?.reactions, message?.error],
      [
        'unknown',
        'often',
        { odd: 1 },
        { contact: '👍' },
        { code: '131051', title: 'Unsupported', detail: null, todo: null },
      ],
    )
  })
})

describe('sending', () => {
  test('queues, at the end of the conversation, and wakes delivery', async () => {
    const place = await anAccountWithNumber(app.ctx())
    const talk = await aConversation(app.ctx(), place, having(app.people.luisa.id))
    const later = new Date(app.clock.now().getTime() + 5_000)
    await aMessage(app.ctx(), talk, { at: later })
    const { status, body } = await send('luisa', talk.id, { text: ' Bom dia ' })
    assert.deepEqual(
      [status, body.status, body.text, body.direction, body.author, body.authorId],
      [201, 'queued', 'Bom dia', 'out', 'operator', app.people.luisa.id],
    )
    assert.equal(body.at, later.toISOString(), 'never before what is there')
    const conversation = await read(talk.id)
    assert.equal(conversation.lastMessage?.id, body.id)
    assert.deepEqual([await happened(body.id), await delivers(place)], [['message.queued'], 1])
    const [row] = await rows('select version, first_reply_at from conversations where id = $1', talk.id)
    assert.equal(row?.version, 2)
    assert.ok(row?.first_reply_at)
  })

  test('takes over what waits for a person, or for anybody', async () => {
    for (const status of ['queued', 'bot'] as const) {
      const talk = await aConversation(app.ctx(), number, { status })
      await send('luisa', talk.id, { text: 'Bom dia' })
      const { operatorId, ...after } = await read(talk.id)
      assert.deepEqual([after.status, operatorId], ['open', app.people.luisa.id])
      assert.deepEqual(await happened(talk.id), ['conversation.assigned'])
      assert.equal((await send('davi', talk.id, { text: 'Oi' })).status, 404, 'it is hers now')
    }
  })

  test('who leads may add a word without taking it away', async () => {
    const talk = await aConversation(app.ctx(), number, having(app.people.luisa.id))
    assert.equal((await send('marcos', talk.id, { text: 'Eu ajudo' })).status, 201)
    assert.equal((await read(talk.id)).operatorId, app.people.luisa.id)
  })

  test('a program does not take over', async () => {
    const talk = await aConversation(app.ctx(), number)
    const headers = await keyWith(app.request, ['conversations:reply'])
    const body = { text: 'Seu boleto vence amanhã' }
    const reply = await app.request<Message>('POST', `/api/conversations/${talk.id}/messages`, {
      headers,
      body,
    })
    assert.deepEqual([reply.status, reply.body.author, reply.body.authorId], [201, 'operator', null])
    const { status, operatorId } = await read(talk.id)
    assert.deepEqual([status, operatorId], ['queued', null])
  })

  test('the same request twice is one message', async () => {
    const talk = await aConversation(app.ctx(), number)
    const ask = () =>
      app.as('luisa')<Message>('POST', `/api/conversations/${talk.id}/messages`, {
        body: { text: 'Uma vez só' },
        headers: { 'idempotency-key': talk.id },
      })
    const [one, other] = [await ask(), await ask()]
    assert.deepEqual([one.status, other.status, other.body.id], [201, 201, one.body.id])
    assert.equal((await read(talk.id)).messages.length, 1)
  })

  test('several at once stand in the order of their ids', async () => {
    const talk = await aConversation(app.ctx(), number, having(app.people.luisa.id))
    await Promise.all(Array.from({ length: 8 }, (_, n) => send('luisa', talk.id, { text: String(n) })))
    const shown = (await read(talk.id)).messages.map(({ id }) => id)
    assert.deepEqual(shown, [...shown].sort())
    assert.equal(shown.length, 8)
  })

  test('each type keeps what it needs', async () => {
    const talk = await aConversation(app.ctx(), number)
    const location = { latitude: -23.55, longitude: -46.63 }
    const interactive = { kind: 'buttons', body: 'Confirma?', buttons: [{ id: 's', title: 'Sim' }] }
    const contacts = [{ name: 'Dra. Helena', phones: [{ phone: '+5511999990000' }] }]
    const kept = async (body: object) => {
      const { status, text, body: message } = await send('luisa', talk.id, body)
      assert.equal(status, 201, text)
      return [message.type, message.text, message.content]
    }
    assert.deepEqual(await kept({ text: 'Veja', previewUrl: false }), ['text', 'Veja', { previewUrl: false }])
    assert.deepEqual(await kept({ type: 'location', location }), ['location', null, { location }])
    assert.deepEqual(await kept({ type: 'contacts', contacts }), ['contacts', null, { contacts }])
    assert.deepEqual(await kept({ type: 'interactive', interactive }), [
      'interactive',
      'Confirma?',
      { interactive },
    ])
    assert.deepEqual((await kept(template)).slice(0, 2), ['template', 'Olá, Beatriz'])
  })
})

describe('what cannot be sent is refused with the reason', () => {
  const refusal = async (id: string, body: unknown = { text: 'Oi' }) => {
    const { status, body: problem } = await send('luisa', id, body)
    assert.equal((await read(id)).messages.filter(({ direction }) => direction === 'out').length, 0)
    return [status, problem.errors?.[0]?.code ?? problem.code]
  }

  test('outside the window only templates', async () => {
    const at = app.clock.now().getTime()
    const until = (ms: number | null) => ({ window_expires_at: ms === null ? null : new Date(at + ms) })
    for (const over of [null, -1, 60_000]) {
      const talk = await aConversation(app.ctx(), number, until(over))
      assert.deepEqual(await refusal(talk.id), [409, 'window_closed'])
      assert.equal((await read(talk.id)).status, 'queued', 'nor is it taken over')
      assert.equal((await send('luisa', talk.id, template)).status, 201)
    }
    const open = await aConversation(app.ctx(), number, until(10 * 60_000))
    assert.equal((await send('luisa', open.id, { text: 'Oi' })).status, 201)
  })

  test('nobody who is blocked, nothing in what is closed, nothing from a number that was removed', async () => {
    const blocked = await aConversation(app.ctx(), number, { contact: { blocked_at: app.clock.now() } })
    assert.deepEqual(await refusal(blocked.id), [409, 'contact_blocked'])
    const closed = await aConversation(app.ctx(), number, { status: 'closed' })
    assert.deepEqual(await refusal(closed.id), [409, 'conversation_closed'])
    const gone = await anAccountWithNumber(app.ctx())
    await rows(`update numbers set state = 'removed' where id = $1`, gone.id)
    const orphaned = await aConversation(app.ctx(), gone)
    assert.deepEqual(await refusal(orphaned.id), [409, 'number_removed'])
  })

  test('who has a user id only can be written to, who has nothing cannot', async () => {
    const phoneless = { contact: { phone: null } }
    const recipient = JSON.stringify({ userId: 'BR.13491208655302741918' })
    const known = await aConversation(app.ctx(), number, { ...phoneless, recipient })
    assert.equal((await send('luisa', known.id, { text: 'Oi' })).status, 201)
    const unknown = await aConversation(app.ctx(), number, { ...phoneless, recipient: '{}' })
    assert.deepEqual(await refusal(unknown.id), [409, 'no_address'])
  })

  test('what the channel would not take', async () => {
    const talk = await aConversation(app.ctx(), number)
    const button = { id: 'a', title: 'Sim' }
    const twice = { kind: 'buttons', body: 'Confirma?', buttons: [button, { ...button, id: 'b' }] }
    assert.equal((await refusal(talk.id, { type: 'interactive', interactive: twice }))[0], 422)
    assert.equal((await refusal(talk.id, { text: '   ' }))[0], 422)
    const media = { type: 'image', media: { id: number.id } }
    assert.deepEqual(await refusal(talk.id, media), [422, 'not_found'])
  })

  test('and the flows can ask beforehand', async () => {
    const talk = await aConversation(app.ctx(), number, { window_expires_at: null })
    const [row] = await rows('select * from conversations where id = $1', talk.id)
    const message = { type: 'text', text: 'Oi', previewUrl: true } as const
    assert.equal((await whyNot(app.ctx(), row, message))?.code, 'window_closed')
    assert.equal(await whyNot(app.ctx(), { ...row, window_expires_at: ago(-2) }, message), null)
  })
})

describe('answering a message', () => {
  test('of the same conversation', async () => {
    const talk = await aConversation(app.ctx(), number)
    const meant = await aMessage(app.ctx(), talk, { provider_id: 'wamid.meant' })
    const { body } = await send('luisa', talk.id, { text: 'Esta', replyTo: meant })
    assert.equal(body.replyTo, meant)
    const [row] = await rows('select reply_to_provider_id from messages where id = $1', body.id)
    assert.equal(row?.reply_to_provider_id, 'wamid.meant')
    const elsewhere = await aMessage(app.ctx(), await aConversation(app.ctx(), number))
    const refused = await send('luisa', talk.id, { text: 'Esta', replyTo: elsewhere })
    assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [422, '/replyTo'])
  })

  test('by an emoji, which is shown at the message and nowhere else', async () => {
    const talk = await aConversation(app.ctx(), number)
    const meant = await aMessage(app.ctx(), talk, {
      provider_id: 'wamid.liked',
      reactions: '{"contact":"🙏"}',
    })
    const react = (emoji: string) =>
      send('luisa', talk.id, { type: 'reaction', reaction: { messageId: meant, emoji } })
    const { status, body } = await react('👍')
    assert.deepEqual(
      [status, body.type, body.content],
      [201, 'reaction', { reaction: { providerId: 'wamid.liked', emoji: '👍' } }],
    )
    const after = await read(talk.id)
    assert.deepEqual([after.messages.length, after.lastMessage?.id, after.status], [1, meant, 'queued'])
    assert.deepEqual(after.messages[0]?.reactions, { contact: '🙏', operator: '👍' })
    await react('')
    assert.deepEqual((await read(talk.id)).messages[0]?.reactions, { contact: '🙏' })
    assert.deepEqual(await happened(meant), ['message.updated', 'message.updated'])
  })

  test('but not to what is too old, or was never there for the customer', async () => {
    const talk = await aConversation(app.ctx(), number)
    const old = await aMessage(app.ctx(), talk, { at: ago(31 * 24) })
    const unsent = await anAnswer(app.ctx(), talk)
    for (const messageId of [old, unsent, number.id]) {
      const { status } = await send('luisa', talk.id, {
        type: 'reaction',
        reaction: { messageId, emoji: '👍' },
      })
      assert.equal(status, 422)
    }
  })
})

describe('trying again', () => {
  const retry = (as: PersonName, id: string) =>
    app.as(as)<Message & { code?: string }>('PUT', `/api/messages/${id}/retry`)

  test('what failed or may have, as a decision that is on record', async () => {
    const place = await anAccountWithNumber(app.ctx())
    const talk = await aConversation(app.ctx(), place, having(app.people.luisa.id))
    for (const status of ['failed', 'unknown']) {
      const error = JSON.stringify({ code: '131026', title: 'Undeliverable', detail: null, todo: null })
      const id = await anAnswer(app.ctx(), talk, {
        status,
        error,
        attempts: 12,
        provider_id: `wamid.${status}`,
      })
      const { body } = await retry('luisa', id)
      assert.deepEqual([body.status, body.error, body.providerId], ['queued', null, null])
      assert.deepEqual(await happened(id), ['delivery.retried', 'message.updated'])
      const audit = await rows(`select actor_id from audit_entries where subject_id = $1`, id)
      assert.deepEqual(audit, [{ actor_id: app.people.luisa.id }])
    }
    assert.equal(await delivers(place), 1)
  })

  test('nothing else, not outside the window, and not for others', async () => {
    const talk = await aConversation(app.ctx(), number, having(app.people.luisa.id))
    const sent = await anAnswer(app.ctx(), talk, { status: 'sent' })
    assert.deepEqual(
      [(await retry('luisa', sent)).status, (await retry('luisa', sent)).body.code],
      [409, 'not_failed'],
    )
    const failed = await anAnswer(app.ctx(), talk, { status: 'failed' })
    assert.equal((await retry('davi', failed)).status, 404)
    assert.equal((await retry('luisa', await aMessage(app.ctx(), talk))).status, 404, 'it is not ours')
    await rows('update conversations set window_expires_at = $2 where id = $1', talk.id, ago(1))
    assert.equal((await retry('luisa', failed)).body.code, 'window_closed')
  })
})

describe('cancelling', () => {
  const cancel = (as: PersonName, id: string) => app.as(as)('DELETE', `/api/messages/${id}`)

  test('what is still queued, by who reaches it', async () => {
    const talk = await aConversation(app.ctx(), number, having(app.people.luisa.id))
    const id = await anAnswer(app.ctx(), talk)
    assert.equal((await cancel('davi', id)).status, 404)
    assert.equal((await cancel('luisa', id)).status, 204)
    assert.equal((await read(talk.id)).messages[0]?.status, 'cancelled')
    assert.deepEqual(await happened(id), ['delivery.cancelled', 'message.updated'])
    assert.equal((await cancel('luisa', id)).status, 409)
    assert.equal((await cancel('luisa', number.id)).status, 404)
  })

  test('not what has left', async () => {
    const talk = await aConversation(app.ctx(), number)
    const id = await anAnswer(app.ctx(), talk, { status: 'sending' })
    const { status, body } = await cancel('luisa', id)
    assert.deepEqual([status, body.code], [409, 'not_queued'])
  })
})

describe('starting a conversation', () => {
  const start = (as: PersonName, body: object) =>
    app.as(as)<Conversation & { code?: string }>('POST', '/api/conversations', { body })
  test('with a phone in any spelling makes one contact, and begins with a template', async () => {
    const refused = await start('luisa', {
      phone: '(11) 98111-0001',
      numberId: number.id,
      message: { text: 'Oi' },
    })
    assert.deepEqual([refused.status, refused.body.code], [409, 'window_closed'])
    const { status, body } = await start('luisa', {
      phone: '(11) 98111-0001',
      numberId: number.id,
      message: template,
    })
    assert.equal(status, 201)
    assert.deepEqual(
      [body.status, body.operatorId, body.contact.phone, body.lastMessage?.type],
      ['open', app.people.luisa.id, '+5511981110001', 'template'],
    )
    const again = await start('luisa', { phone: '+55 11 98111 0001', numberId: number.id })
    assert.deepEqual([again.status, again.body.id], [200, body.id])
    const others = await start('davi', { phone: '11981110001', numberId: number.id })
    assert.deepEqual([others.status, others.body.code], [409, 'conversation_taken'])
    assert.deepEqual((await happened(body.id))[0], 'conversation.started')
  })

  test('with a contact goes on in the window of the last one', async () => {
    const before = await aConversation(app.ctx(), number, { status: 'closed' })
    const { contactId } = before
    const { status, body } = await start('luisa', {
      contactId,
      numberId: number.id,
      message: { text: 'Voltando' },
    })
    assert.equal(status, 201)
    assert.notEqual(body.id, before.id)
    const other = await anAccountWithNumber(app.ctx())
    const elsewhere = await start('luisa', { contactId, numberId: other.id, message: { text: 'Oi' } })
    assert.equal(elsewhere.body.code, 'window_closed', 'another number has a window of its own')
  })

  test('by a program is nobody’s yet', async () => {
    const headers = await keyWith(app.request, ['conversations:reply'])
    const body = { phone: '11981110002', numberId: number.id, message: template }
    const reply = await app.request<Conversation>('POST', '/api/conversations', { headers, body })
    assert.deepEqual([reply.status, reply.body.status, reply.body.operatorId], [201, 'bot', null])
  })

  test('needs one person and a number of ours', async () => {
    const contactId = number.id
    for (const body of [
      { numberId: number.id },
      { contactId, phone: '11981110003', numberId: number.id },
      { phone: '123', numberId: number.id },
    ])
      assert.equal((await start('luisa', body)).status, 422, JSON.stringify(body))
    assert.equal((await start('luisa', { contactId, numberId: number.id })).status, 404)
    const gone = await anAccountWithNumber(app.ctx())
    await rows(`update numbers set state = 'removed' where id = $1`, gone.id)
    for (const numberId of [nobody, gone.id])
      assert.equal((await start('luisa', { phone: '11981110003', numberId })).status, 404)
  })
})
