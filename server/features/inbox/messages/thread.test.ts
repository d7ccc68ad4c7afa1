import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ConversationWithMessages } from '#contract/conversations.ts'
import type { Message } from '#contract/messages.ts'
import { keyWith } from '#test/api.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { aConversation, aMessage, anAccountWithNumber, type OurNumber } from '../testing.ts'

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
