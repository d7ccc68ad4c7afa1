import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ConversationWithMessages } from '#contract/conversations.ts'
import type { Message } from '#contract/messages.ts'
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
const template = { type: 'template', template: { name: 'boas_vindas', preview: 'Olá, Beatriz' } }
const ago = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000)

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
