import type { Assignment, Closing, Conversation } from '#contract/conversations.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { assertInUse } from '../tabulations/actions.ts'
import { showConversation } from './listing.ts'
import { reaches, reachOf } from './reach.ts'
import type { ConversationRow } from './store.ts'
import * as store from './store.ts'

/** To a person, or back to the queue. */
export async function assignConversation(
  ctx: Ctx,
  id: string,
  { operatorId }: Assignment,
): Promise<Conversation> {
  authorize(ctx, 'conversations:assign')
  return transaction(ctx, async (ctx) => {
    const conversation = await lockReachable(ctx, id)
    assertNotClosed(conversation)
    if (operatorId !== null) await assertAtWork(ctx, operatorId)
    if (!isThereAlready(conversation, operatorId)) await assign(ctx, conversation, operatorId)
    return showConversation(ctx, id)
  })
}

export async function closeConversation(
  ctx: Ctx,
  id: string,
  { tabulationId }: Closing,
): Promise<Conversation> {
  authorize(ctx, 'conversations:close')
  return transaction(ctx, async (ctx) => {
    const { version } = assertNotClosed(await lockReachable(ctx, id))
    await assertInUse(ctx, tabulationId)
    await store.update(ctx, id, {
      status: 'closed',
      tabulation_id: tabulationId,
      closed_at: ctx.now(),
      closed_by: ctx.actor.id ?? ctx.actor.kind,
      unread: 0,
      version: version + 1,
    })
    publish(ctx, 'conversation.closed', { type: 'conversation', id }, { tabulationId })
    return showConversation(ctx, id)
  })
}

/** Who answers what waits for a person, or what nobody has, has it from then on. */
export async function takeOver(ctx: Tx, conversation: ConversationRow): Promise<ConversationRow> {
  const { actor } = ctx
  const isFree = conversation.status !== 'open' || conversation.operator_id === null
  if (actor.kind !== 'person' || !isFree) return conversation
  return assign(ctx, conversation, actor.id)
}

export async function lockReachable(ctx: Tx, id: string): Promise<ConversationRow> {
  const row = await store.lockConversation(ctx, id)
  if (!row || !reaches(reachOf(ctx), row)) throw notFound('conversation')
  return row
}

export function assertNotClosed(conversation: ConversationRow): ConversationRow {
  if (conversation.status !== 'closed') return conversation
  throw conflict('conversation_closed', 'This conversation is closed. Start a new one.')
}

const isThereAlready = ({ status, operator_id }: ConversationRow, operatorId: string | null): boolean =>
  operator_id === operatorId && status === (operatorId === null ? 'queued' : 'open')

async function assign(
  ctx: Tx,
  { id, operator_id: from, version, queued_at }: ConversationRow,
  operatorId: string | null,
): Promise<ConversationRow> {
  const row = await store.update(ctx, id, {
    operator_id: operatorId,
    status: operatorId === null ? 'queued' : 'open',
    queued_at: operatorId === null ? ctx.now() : queued_at,
    version: version + 1,
  })
  const subject = { type: 'conversation', id }
  publish(ctx, 'conversation.assigned', subject, { operatorId, from })
  if (operatorId === null) publish(ctx, 'conversation.queued', subject, { from })
  return row
}

async function assertAtWork(ctx: Tx, personId: string): Promise<void> {
  if (await store.isAtWork(ctx, personId)) return
  throw invalid([
    { pointer: '/operatorId', code: 'not_at_work', message: 'There is no such operator at work here.' },
  ])
}
