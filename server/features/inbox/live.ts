import type { ConversationGonePush, ConversationPush, MessagePush } from '#contract/conversations.ts'
import type { Message } from '#contract/messages.ts'
import type { Ctx } from '#platform/context.ts'
import { gathered } from '#platform/database/gather.ts'
import type { LiveRule, Push, Room } from '#platform/live/rules.ts'
import { present } from './conversations/conversation.ts'
import { roomsOf } from './conversations/reach.ts'
import { findConversation } from './conversations/store.ts'
import { presentMessages } from './messages/message.ts'
import { findWithHolder } from './messages/store.ts'

export { sockets } from './conversations/sockets.ts'

// What is pushed is how things are now: who catches up on an old event sees no more than who looks today.

const newMessage: LiveRule = {
  on: ['message.received', 'message.queued'],
  async push(ctx, { name, subject, details }) {
    const pushes = await messagePushes(ctx, 'new_message', subject.id)
    // What came in also counts as unread, and opens the window.
    if (name !== 'message.received' || typeof details.conversationId !== 'string') return pushes
    return [...pushes, ...(await updated(ctx, details.conversationId))]
  },
}

const messageUpdated: LiveRule = {
  on: ['message.updated'],
  push: (ctx, { subject }) => messagePushes(ctx, 'message_updated', subject.id),
}

const mediaSettled: LiveRule = {
  on: ['media.settled'],
  async push(ctx, { details: { messageIds } }) {
    const ids = Array.isArray(messageIds) ? messageIds : []
    return (await Promise.all(ids.map((id) => messagePushes(ctx, 'message_updated', id)))).flat()
  },
}

const newConversation: LiveRule = {
  on: ['conversation.started', 'conversation.queued'],
  push: (ctx, { subject }) => conversationPushes(ctx, 'new_conversation', subject.id),
}

const conversationUpdated: LiveRule = {
  on: ['conversation.read', 'conversation.closed'],
  push: (ctx, { subject }) => updated(ctx, subject.id),
}

/** Whoever loses sight of it learns only that, and who has it now, to whom it is news. */
const assigned: LiveRule = {
  on: ['conversation.assigned'],
  async push(ctx, { subject, details: { from, operatorId } }) {
    const losers: Room = typeof from === 'string' ? `person:${from}` : 'permission:conversations:read'
    const pushes = await updated(ctx, subject.id)
    if (subject.id === null || typeof operatorId !== 'string') return pushes
    const payload: ConversationGonePush = { conversationId: subject.id, operatorId }
    const gone: Push[] = operatorId === from ? [] : [{ rooms: [losers], name: 'conversation_gone', payload }]
    return [...gone, ...(await toHolder(ctx, subject.id, operatorId)), ...pushes]
  },
}

export const liveRules: readonly LiveRule[] = [
  newMessage,
  messageUpdated,
  mediaSettled,
  newConversation,
  conversationUpdated,
  assigned,
]

type Told = { id: string; message: Message; rooms: Room[] }

const findTold = gathered(
  async (ctx: Ctx, ids: string[]): Promise<Told[]> => {
    const rows = await findWithHolder(ctx, ids)
    const messages = await presentMessages(ctx, rows)
    const byId = new Map(messages.map((message) => [message.id, message]))
    return rows.flatMap((row) => {
      const message = byId.get(row.id)
      return message ? [{ id: row.id, message, rooms: roomsOf(row) }] : []
    })
  },
  ({ id }) => id,
)

/** Nothing for reactions on their way: they are shown at the message that they are about. */
async function messagePushes(ctx: Ctx, name: string, id: string | null): Promise<Push[]> {
  const told = id === null ? undefined : await findTold(ctx, id)
  if (!told || told.message.type === 'reaction') return []
  const { message, rooms } = told
  const payload: MessagePush = { conversationId: message.conversationId, message }
  return [{ rooms, name, payload }]
}

const updated = (ctx: Ctx, id: string | null) => conversationPushes(ctx, 'conversation_updated', id)

async function conversationPushes(ctx: Ctx, name: string, id: string | null): Promise<Push[]> {
  const row = id === null ? undefined : await findConversation(ctx, id)
  if (!row) return []
  const payload: ConversationPush = { conversation: present(row) }
  return [{ rooms: roomsOf(row), name, payload }]
}

async function toHolder(ctx: Ctx, id: string, operatorId: string): Promise<Push[]> {
  const row = await findConversation(ctx, id)
  if (row?.operator_id !== operatorId) return []
  const payload: ConversationPush = { conversation: present(row) }
  return [{ rooms: [`person:${operatorId}`], name: 'new_conversation', payload }]
}
