import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { Conversation } from '#contract/conversations.ts'
import type { Message } from '#contract/messages.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { aConversation, aMessage, anAccountWithNumber, type OurNumber, type Talk } from './testing.ts'

type Heard = {
  name: string
  payload: { conversationId?: string; conversation?: Conversation; message?: Message }
}
type Watcher = { socket: Socket; heard: Heard[] }

const watching = ['ana', 'luisa', 'davi'] as const
let app: App
let number: OurNumber
let watchers: Record<(typeof watching)[number], Watcher>
before(async () => {
  app = await testApp({ worker: true })
  number = await anAccountWithNumber(app.ctx())
  const [ana, luisa, davi] = await Promise.all([watch('ana'), watch('luisa'), watch('davi')])
  watchers = { ana, luisa, davi }
})
after(async () => {
  for (const { socket } of Object.values(watchers ?? {})) socket.disconnect()
  await app?.close()
})
beforeEach(() => {
  for (const name of watching) watchers[name].heard.length = 0
})

async function watch(name: PersonName): Promise<Watcher> {
  const extraHeaders = { cookie: app.people[name].cookie, origin: app.url }
  const socket = io(app.url, { extraHeaders, transports: ['websocket'], reconnection: false, forceNew: true })
  const heard: Heard[] = []
  socket.onAny((name: string, payload: Heard['payload']) => heard.push({ name, payload }))
  await new Promise((resolve) => socket.once('hello', resolve))
  return { socket, heard }
}

/** What each was told of this conversation until Ana, who sees everything, has heard the last of it. */
async function told({ id }: Talk, last: string): Promise<Record<(typeof watching)[number], string[]>> {
  const about = (name: (typeof watching)[number]) =>
    watchers[name].heard
      .filter(({ payload }) => (payload.conversationId ?? payload.conversation?.id) === id)
      .map(({ name }) => name)
  for (const end = Date.now() + 20_000; about('ana').at(-1) !== last; await sleep(10))
    if (Date.now() > end) assert.fail(`Ana never heard ${last}, but ${about('ana')}`)
  // What goes to the others is sent in the same turn; an answer to a message of theirs comes after it.
  for (const name of ['luisa', 'davi'] as const)
    await watchers[name].socket.emitWithAck('catch_up', { after: '999999999999' })
  return { ana: about('ana'), luisa: about('luisa'), davi: about('davi') }
}

const landed = (ctx: Ctx, talk: Talk, messageId: string) =>
  transaction(ctx, async (ctx) =>
    publish(ctx, 'message.received', { type: 'message', id: messageId }, { conversationId: talk.id }),
  )
const having = (operatorId: string) => ({ status: 'open', operator_id: operatorId })

test('what a customer writes is told to who sees the conversation', { timeout: 60_000 }, async () => {
  const free = await aConversation(app.ctx(), number, { unread: 1 })
  const messageId = await aMessage(app.ctx(), free, { text: 'Oi' })
  await landed(app.ctx(), free, messageId)
  const pushed = ['new_message', 'conversation_updated']
  assert.deepEqual(await told(free, 'conversation_updated'), { ana: pushed, luisa: pushed, davi: pushed })
  const [first, second] = watchers.luisa.heard
  assert.deepEqual([first?.payload.message?.id, first?.payload.message?.text], [messageId, 'Oi'])
  assert.deepEqual([second?.payload.conversation?.id, second?.payload.conversation?.unread], [free.id, 1])

  const hers = await aConversation(app.ctx(), number, having(app.people.luisa.id))
  await landed(app.ctx(), hers, await aMessage(app.ctx(), hers))
  assert.deepEqual(await told(hers, 'conversation_updated'), { ana: pushed, luisa: pushed, davi: [] })
})

test('who takes a conversation over takes it out of the sight of others', { timeout: 60_000 }, async () => {
  const talk = await aConversation(app.ctx(), number)
  const body = { text: 'Bom dia' }
  await app.as('luisa')('POST', `/api/conversations/${talk.id}/messages`, { body })
  assert.deepEqual(await told(talk, 'new_message'), {
    ana: ['conversation_gone', 'conversation_updated', 'new_message'],
    luisa: ['conversation_gone', 'new_conversation', 'conversation_updated', 'new_message'],
    davi: ['conversation_gone'],
  })
  const [gone] = watchers.davi.heard
  assert.deepEqual(Object.keys(gone?.payload ?? {}).sort(), [
    'conversationId',
    'cursor',
    'eventId',
    'operatorId',
  ])
})

test('given on, it is new to the one and gone for the other; back in the queue, new to all', {
  timeout: 60_000,
}, async () => {
  const talk = await aConversation(app.ctx(), number, having(app.people.luisa.id))
  const assign = (operatorId: string | null) =>
    app.as('ana')('PUT', `/api/conversations/${talk.id}/assign`, { body: { operatorId } })
  await assign(app.people.davi.id)
  assert.deepEqual(await told(talk, 'conversation_updated'), {
    ana: ['conversation_updated'],
    luisa: ['conversation_gone'],
    davi: ['new_conversation', 'conversation_updated'],
  })
  await assign(null)
  const { luisa, davi } = await told(talk, 'new_conversation')
  assert.deepEqual(luisa.slice(1), ['conversation_updated', 'new_conversation'])
  assert.deepEqual(davi.slice(2), ['conversation_updated', 'new_conversation'])
})

test('reading and closing are seen by who sees the conversation', { timeout: 60_000 }, async () => {
  const talk = await aConversation(app.ctx(), number, { ...having(app.people.luisa.id), unread: 2 })
  await app.as('luisa')('PUT', `/api/conversations/${talk.id}/read`)
  assert.deepEqual((await told(talk, 'conversation_updated')).davi, [])
  assert.equal(watchers.luisa.heard[0]?.payload.conversation?.unread, 0)
})

test('a message that changes is shown as it is, and a reaction at the one it is about', {
  timeout: 60_000,
}, async () => {
  const talk = await aConversation(app.ctx(), number)
  const meant = await aMessage(app.ctx(), talk)
  const body = { type: 'reaction', reaction: { messageId: meant, emoji: '👍' } }
  await app.as('luisa')('POST', `/api/conversations/${talk.id}/messages`, { body })
  assert.deepEqual((await told(talk, 'message_updated')).davi, ['message_updated'])
  assert.deepEqual(watchers.davi.heard[0]?.payload.message?.reactions, { operator: '👍' })
})

test('that a file has come is told with the messages that show it', { timeout: 60_000 }, async () => {
  const talk = await aConversation(app.ctx(), number, having(app.people.davi.id))
  const messageId = await aMessage(app.ctx(), talk)
  await transaction(app.ctx(), async (ctx) =>
    publish(ctx, 'media.settled', { type: 'media', id: number.id }, { messageIds: [messageId] }),
  )
  const { davi, luisa } = await told(talk, 'message_updated')
  assert.deepEqual([davi, luisa], [['message_updated'], []])
})

test('that somebody writes is seen by others who see the conversation', { timeout: 60_000 }, async () => {
  const talk = await aConversation(app.ctx(), number, having(app.people.luisa.id))
  const say = (name: (typeof watching)[number], message: object) =>
    watchers[name].socket.emitWithAck('conversation:typing', { conversationId: talk.id, ...message })
  assert.equal((await say('davi', {})).problem.status, 404, 'he does not see it')
  assert.deepEqual(await say('luisa', {}), { ok: true })
  assert.deepEqual(await told(talk, 'typing'), { ana: ['typing'], luisa: [], davi: [] })
  assert.deepEqual(watchers.ana.heard.at(-1)?.payload, {
    conversationId: talk.id,
    operatorId: app.people.luisa.id,
    typing: true,
  })
})

test('who joins is told what is theirs', { timeout: 60_000 }, async () => {
  const { davi, luisa } = app.people
  const open = await aConversation(app.ctx(), number, having(davi.id))
  await aConversation(app.ctx(), number, { ...having(davi.id), status: 'closed' })
  await aConversation(app.ctx(), number, having(luisa.id))
  const current = new Promise<Conversation[]>((resolve) =>
    watchers.davi.socket.once('operator:conversations', resolve),
  )
  assert.deepEqual(await watchers.davi.socket.emitWithAck('operator:join', { operatorId: davi.id }), {
    ok: true,
  })
  const conversations = await current
  assert.ok(conversations.some(({ id }) => id === open.id))
  assert.ok(conversations.every(({ operatorId, status }) => operatorId === davi.id && status !== 'closed'))
  const other = await watchers.davi.socket.emitWithAck('operator:join', { operatorId: luisa.id })
  assert.equal(other.problem.status, 403)
})
