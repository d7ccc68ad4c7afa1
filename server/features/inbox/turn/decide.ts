import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { readSettings } from '#platform/settings.ts'
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
    if (greeting && conversation.first_reply_at === null)
      await queueMessage(ctx, conversation, {
        author: 'bot',
        authorId: null,
        message: { type: 'text', text: greeting, previewUrl: true },
      })
    await toPeople(ctx, conversationId)
  })
}

async function toPeople(ctx: Tx, conversationId: string): Promise<void> {
  await store.queueForPeople(ctx, conversationId)
  publish(ctx, 'conversation.queued', { type: 'conversation', id: conversationId })
}
