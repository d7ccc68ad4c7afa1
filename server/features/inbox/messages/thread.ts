import { z } from 'zod'
import { Id } from '#contract/common.ts'
import type { ConversationWithMessages, ThreadQuery } from '#contract/conversations.ts'
import type { Message } from '#contract/messages.ts'
import type { Ctx } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { authorize } from '#platform/policy.ts'
import { present } from '../conversations/conversation.ts'
import { findReachable } from '../conversations/listing.ts'
import { presentMessages } from './message.ts'
import * as store from './store.ts'

const Place = z.tuple([z.iso.datetime().transform((at) => new Date(at)), Id])

/** Oldest first; `before` leads to what is older still. */
export type Thread = { data: Message[]; before: string | null }

export async function readThread(ctx: Ctx, conversationId: string, query: ThreadQuery): Promise<Thread> {
  authorize(ctx, 'conversations:read')
  await findReachable(ctx, conversationId)
  return threadOf(ctx, conversationId, query)
}

export async function readConversation(
  ctx: Ctx,
  id: string,
  query: ThreadQuery,
): Promise<ConversationWithMessages> {
  authorize(ctx, 'conversations:read')
  const conversation = present(await findReachable(ctx, id))
  const { data: messages, before } = await threadOf(ctx, id, query)
  return { ...conversation, messages, before }
}

async function threadOf(ctx: Ctx, conversationId: string, { limit, before }: ThreadQuery): Promise<Thread> {
  const place = decodeCursor(before, Place)
  const rows = await store.thread(ctx, conversationId, {
    limit,
    before: place && { at: place[0], id: place[1] },
  })
  const { data, next } = page(rows, limit, ({ at, id }) => [at.toISOString(), id])
  return { data: await presentMessages(ctx, data.reverse()), before: next }
}
