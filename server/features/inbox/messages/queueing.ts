import type { NewMessage } from '#contract/messages.ts'
import type { Tx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import type { ConversationRow } from '../conversations/store.ts'
import { deliverSoon } from '../delivery/wake.ts'
import { assertMaySend } from './checks.ts'
import { type Shape, shapeOf } from './shape.ts'
import type { MessageRow } from './store.ts'
import * as store from './store.ts'

export type ToQueue = {
  author: 'operator' | 'bot' | 'campaign' | 'system'
  authorId: string | null
  message: NewMessage
}

/**
 * The one way out: a row that will be sent, in a conversation whose row the caller has locked. Throws a DomainError
 * when the channel would not take it; `whyNot` says so without throwing.
 */
export async function queueMessage(
  ctx: Tx,
  conversation: ConversationRow,
  { author, authorId, message }: ToQueue,
): Promise<MessageRow> {
  await assertMaySend(ctx, conversation, message)
  const by = { author, author_id: authorId }
  const row =
    message.type === 'reaction'
      ? await insertReaction(ctx, conversation, by, message.reaction)
      : await insertMessage(ctx, conversation, by, shapeOf(message))
  const { id: conversationId, contact_id: contactId } = conversation
  publish(
    ctx,
    'message.queued',
    { type: 'message', id: row.id },
    { conversationId, contactId, type: row.type },
  )
  await deliverSoon(ctx, conversation.number_id)
  return row
}

type By = { author: string; author_id: string | null }

async function insertMessage(
  ctx: Tx,
  { id: conversationId, number_id }: ConversationRow,
  by: By,
  { type, text, content, mediaId, replyTo }: Shape,
): Promise<MessageRow> {
  const quoted = replyTo === null ? null : await messageMeant(ctx, conversationId, replyTo, '/replyTo')
  const id = newId()
  const at = await store.append(ctx, conversationId, { messageId: id, byOperator: by.author === 'operator' })
  return store.insert(ctx, {
    ...outgoing(ctx, { id, at, conversationId, number_id }),
    ...by,
    type,
    text,
    content: JSON.stringify(content),
    media_id: mediaId,
    reply_to: replyTo,
    reply_to_provider_id: quoted?.provider_id ?? null,
  })
}

/** It goes the same way as a message, and is shown at the one that it is about. */
async function insertReaction(
  ctx: Tx,
  { id: conversationId, number_id }: ConversationRow,
  by: By,
  { messageId, emoji }: { messageId: string; emoji: string },
): Promise<MessageRow> {
  const target = await messageMeant(ctx, conversationId, messageId, '/reaction/messageId')
  const isTooOld = ctx.now().getTime() - target.at.getTime() > longestMs
  if (target.provider_id === null || target.type === 'reaction' || target.deleted_at || isTooOld)
    throw unfit('/reaction/messageId', 'cannot_react', 'Nobody can react to this message (any more).')
  await store.noteChange(ctx, conversationId)
  await store.setReaction(ctx, messageId, emoji)
  publish(ctx, 'message.updated', { type: 'message', id: messageId }, { conversationId, change: 'reaction' })
  return store.insert(ctx, {
    ...outgoing(ctx, { id: newId(), at: ctx.now(), conversationId, number_id }),
    ...by,
    type: 'reaction',
    text: emoji,
    content: JSON.stringify({ reaction: { providerId: target.provider_id, emoji } }),
    reply_to: messageId,
  })
}

// Channels do not take reactions to older ones.
const longestMs = 30 * 24 * 3_600_000

type Outgoing = { id: string; at: Date; conversationId: string; number_id: string }

const outgoing = (ctx: Tx, { id, at, conversationId, number_id }: Outgoing) => ({
  id,
  at,
  conversation_id: conversationId,
  number_id,
  direction: 'out',
  status: 'queued',
  created_at: ctx.now(),
})

async function messageMeant(
  ctx: Tx,
  conversationId: string,
  id: string,
  pointer: string,
): Promise<MessageRow> {
  const row = await store.lockMessage(ctx, conversationId, id)
  if (!row) throw unfit(pointer, 'not_found', 'There is no such message in this conversation.')
  return row
}

const unfit = (pointer: string, code: string, message: string) => invalid([{ pointer, code, message }])
