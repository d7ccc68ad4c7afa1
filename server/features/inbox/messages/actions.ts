import type { Message, NewMessage } from '#contract/messages.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { conflict, DomainError, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { assertNotClosed, lockReachable, takeOver } from '../conversations/actions.ts'
import type { ConversationRow } from '../conversations/store.ts'
import { deliverSoon } from '../delivery/wake.ts'
import { assertMayGo } from './checks.ts'
import { presentMessages } from './message.ts'
import { queueMessage } from './queueing.ts'
import type { MessageRow } from './store.ts'
import * as store from './store.ts'

/** As whoever is signed in; a program writes for the business without being anybody. */
export async function sendMessage(ctx: Ctx, conversationId: string, message: NewMessage): Promise<Message> {
  authorize(ctx, 'conversations:reply')
  return transaction(ctx, async (ctx) => {
    const conversation = await lockReachable(ctx, conversationId)
    return shown(ctx, await sendIn(ctx, conversation, message))
  })
}

export async function sendIn(ctx: Tx, found: ConversationRow, message: NewMessage): Promise<MessageRow> {
  assertNotClosed(found)
  const conversation = message.type === 'reaction' ? found : await takeOver(ctx, found)
  const authorId = ctx.actor.kind === 'person' ? ctx.actor.id : null
  return queueMessage(ctx, conversation, { author: 'operator', authorId, message })
}

/**
 * A new attempt, because a person says so: only they can decide that somebody getting it twice is better than nobody
 * getting it.
 */
export async function retryMessage(ctx: Ctx, id: string): Promise<Message> {
  authorize(ctx, 'conversations:reply')
  return transaction(ctx, async (ctx) => {
    const { conversation, message } = await lockBoth(ctx, id)
    const { status } = message
    if (status !== 'failed' && status !== 'unknown')
      throw conflict('not_failed', 'Only what failed, or may have, can be sent again.')
    await assertMayGo(ctx, conversation, message)
    const row = await store.update(ctx, id, {
      status: 'queued',
      provider_id: null,
      error: null,
      attempts: 0,
      due_at: null,
      sending_at: null,
      sent_at: null,
      failed_at: null,
    })
    await store.noteChange(ctx, conversation.id)
    tell(ctx, row, 'delivery.retried', { from: status })
    await deliverSoon(ctx, conversation.number_id)
    return shown(ctx, row)
  })
}

/** As long as it has not left. */
export async function cancelMessage(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'conversations:reply')
  await transaction(ctx, async (ctx) => {
    const { conversation, message } = await lockBoth(ctx, id)
    if (message.status !== 'queued')
      throw conflict('not_queued', 'This message has left, or will not leave any more.')
    const row = await store.update(ctx, id, { status: 'cancelled', due_at: null })
    await store.noteChange(ctx, conversation.id)
    tell(ctx, row, 'delivery.cancelled', {})
    // What waited behind it.
    await deliverSoon(ctx, conversation.number_id)
  })
}

async function lockBoth(
  ctx: Tx,
  id: string,
): Promise<{ conversation: ConversationRow; message: MessageRow }> {
  const conversationId = await store.conversationOf(ctx, id)
  if (conversationId === undefined) throw notFound('message')
  const conversation = await lockReachable(ctx, conversationId).catch((error: unknown) => {
    throw error instanceof DomainError ? notFound('message') : error
  })
  const message = await store.lockMessage(ctx, conversationId, id)
  if (message?.direction !== 'out') throw notFound('message')
  return { conversation, message }
}

function tell(
  ctx: Tx,
  { id, conversation_id: conversationId, status }: MessageRow,
  what: 'delivery.retried' | 'delivery.cancelled',
  details: { from?: string },
): void {
  const subject = { type: 'message', id }
  publish(ctx, what, subject, { conversationId, ...details })
  publish(ctx, 'message.updated', subject, { conversationId, status })
}

async function shown(ctx: Ctx, row: MessageRow): Promise<Message> {
  const [message] = await presentMessages(ctx, [row])
  if (!message) throw new Error('A message is not shown.')
  return message
}
