import { z } from 'zod'
import { type Ctx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { StoredEvent } from '#platform/events/stored-event.ts'
import { defineJob } from '#platform/jobs/job.ts'
import type { ProviderError } from '../../../channels/channel.ts'
import { failQueued } from './sweep-store.ts'

const batch = 500

const numberRemoved: ProviderError = {
  code: 'number_removed',
  title: 'The number was removed',
  detail: null,
  class: 'C',
  scope: 'message',
  trouble: 'number_not_found',
  todo: null,
  retryAfterMs: null,
}

/** What waited on a number that was removed waits for nothing: whoever wrote it has to see that. */
export const failRemoved = defineJob({
  name: 'inbox.fail_removed',
  payload: z.object({ event: z.custom<StoredEvent>() }),
  perform: async (ctx, { event: { subject } }, { signal }) => {
    const numberId = subject.id
    for (let failed = batch; numberId !== null && failed === batch; ) {
      // Failed is tried again by whoever starts next; ended would be forgotten.
      signal.throwIfAborted()
      failed = await failSome(ctx, numberId)
    }
  },
})

const failSome = (ctx: Ctx, numberId: string): Promise<number> =>
  transaction(ctx, async (ctx) => {
    const rows = await failQueued(ctx, numberId, numberRemoved, batch)
    for (const { id, conversation_id } of rows)
      publish(
        ctx,
        'message.updated',
        { type: 'message', id },
        { conversationId: conversation_id, status: 'failed' },
      )
    return rows.length
  })
