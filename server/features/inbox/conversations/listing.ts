import { z } from 'zod'
import { Id, type Page } from '#contract/common.ts'
import type { Conversation, ConversationQuery, ConversationStats } from '#contract/conversations.ts'
import type { Ctx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { authorize } from '#platform/policy.ts'
import { present } from './conversation.ts'
import * as lists from './list-store.ts'
import { reaches, reachOf } from './reach.ts'
import type { ShownRow } from './shown-store.ts'
import { findConversation } from './store.ts'

const Place = z.tuple([z.iso.datetime().transform((at) => new Date(at)), Id])

export async function listConversations(
  ctx: Ctx,
  { after, ...query }: ConversationQuery,
): Promise<Page<Conversation>> {
  authorize(ctx, 'conversations:read')
  const place = decodeCursor(after, Place)
  const before = place && { at: place[0], id: place[1] }
  const rows = await lists.listConversations(ctx, reachOf(ctx), { ...query, before })
  const { data, next } = page(rows, query.limit, ({ last_message_at, id }) => [
    last_message_at.toISOString(),
    id,
  ])
  return { data: data.map(present), next }
}

const mostCurrent = 200

/** What an operator has and is not done with, the latest first. */
export async function listCurrent(ctx: Ctx, operatorId: string): Promise<Conversation[]> {
  authorize(ctx, 'conversations:read')
  return (await lists.currentOf(ctx, operatorId, mostCurrent)).map(present)
}

// A day is what the people who work here call one.
const timeZone = 'America/Sao_Paulo'

export async function readStats(ctx: Ctx): Promise<ConversationStats> {
  authorize(ctx, 'conversations:read')
  const { oldest_queued_at, closed_today, ...counts } = await lists.countConversations(
    ctx,
    reachOf(ctx),
    timeZone,
  )
  return {
    ...counts,
    closedToday: closed_today,
    oldestQueuedAt: oldest_queued_at?.toISOString() ?? null,
  }
}

/** What somebody may not see does not exist for them. */
export async function findReachable(ctx: Ctx, id: string): Promise<ShownRow> {
  const row = await findConversation(ctx, id)
  if (!row || !reaches(reachOf(ctx), row)) throw notFound('conversation')
  return row
}

/** As it is shown after a change, also to who has just given it away. */
export async function showConversation(ctx: Ctx, id: string): Promise<Conversation> {
  const row = await findConversation(ctx, id)
  if (!row) throw notFound('conversation')
  return present(row)
}
