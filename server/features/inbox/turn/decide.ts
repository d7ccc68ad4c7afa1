import type { NewMessage } from '#contract/messages.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { readSettings } from '#platform/settings.ts'
import type { ConversationRow } from '../conversations/store.ts'
import { whyNot } from '../messages/checks.ts'
import { queueMessage } from '../messages/queueing.ts'
import { inboxSettings } from '../settings.ts'
import * as store from './store.ts'

/**
 * Decides who answers. This is the seam where flows and the assistant will stand: until they do, everything goes to
 * the people, after a greeting if there is one. Whoever has taken the conversation meanwhile keeps it.
 */
export async function decideTurn(ctx: Ctx, conversationId: string): Promise<void> {
  const { greeting } = await readSettings(ctx, inboxSettings)
  await transaction(ctx, async (ctx) => {
    const conversation = await store.lockUndecided(ctx, conversationId)
    if (!conversation) return
    if (greeting && conversation.first_reply_at === null) await greet(ctx, conversation, greeting)
    await toPeople(ctx, conversationId)
  })
}

/** Where nothing may be said (a closed window, somebody blocked), a person is needed all the same. */
async function greet(ctx: Tx, conversation: ConversationRow, greeting: string): Promise<void> {
  const message: NewMessage = { type: 'text', text: greeting, previewUrl: true }
  if (await whyNot(ctx, conversation, message)) return
  await queueMessage(ctx, conversation, { author: 'bot', authorId: null, message })
}

async function toPeople(ctx: Tx, conversationId: string): Promise<void> {
  await store.queueForPeople(ctx, conversationId)
  publish(ctx, 'conversation.queued', { type: 'conversation', id: conversationId })
}
