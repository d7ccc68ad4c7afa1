import type { Conversation } from '#contract/conversations.ts'
import type { Message } from '#contract/messages.ts'
import type { Ctx } from '#platform/context.ts'
import { present } from './conversations/conversation.ts'
import { findMany } from './conversations/store.ts'
import { presentMessages } from './messages/message.ts'
import { findWithHolder } from './messages/store.ts'

/** As the API shows them, for features that pass on what happened; what is gone by now is left out. */
export async function messagesByIds(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Message>> {
  const messages = await presentMessages(ctx, await findWithHolder(ctx, ids))
  return new Map(messages.map((message) => [message.id, message]))
}

export async function conversationsByIds(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, Conversation>> {
  const rows = await findMany(ctx, [...ids])
  return new Map(rows.map((row) => [row.id, present(row)]))
}
