import { z } from 'zod'
import { Id } from '#contract/common.ts'
import { graphOf, numberById } from '#features/accounts/index.ts'
import type { Ctx } from '#platform/context.ts'
import { defineJob, type JobRun } from '#platform/jobs/job.ts'
import { ChannelError } from '../../../channels/whatsapp-cloud/graph/index.ts'
import * as store from './store.ts'

const Payload = z.object({ conversationId: Id, typing: z.boolean() })

export const tellProvider = defineJob({
  name: 'inbox.mark_read',
  payload: Payload,
  maxAttempts: 4,
  perform: markReadThere,
})

// Older messages cannot be marked any more.
const longestMs = 30 * 24 * 3_600_000

/** Whoever is marked as read twice has seen the same ticks before: nothing is lost by trying again, or by giving up. */
async function markReadThere(
  ctx: Ctx,
  { conversationId, typing }: z.infer<typeof Payload>,
  { lastAttempt }: JobRun,
): Promise<void> {
  const message = await store.newestIn(ctx, conversationId)
  if (!message?.provider_id || ctx.now().getTime() - message.at.getTime() > longestMs) return
  const number = await numberById(ctx, message.number_id)
  if (!number.sends) return
  const graph = await graphOf(ctx, number.accountId)
  try {
    await graph.markRead(number.externalId, message.provider_id, { typing })
  } catch (error) {
    const isPassing = error instanceof ChannelError && error.error.class !== 'C'
    if (!(error instanceof ChannelError) || (isPassing && !lastAttempt)) throw error
    ctx.log.info({ err: error, conversationId }, 'a conversation could not be marked as read')
  }
}
