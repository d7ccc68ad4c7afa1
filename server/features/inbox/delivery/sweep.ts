import { z } from 'zod'
import { type Ctx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { dropWaitingBefore } from './store.ts'
import * as store from './sweep-store.ts'
import { deliverSoon } from './wake.ts'

const settledWithinMs = 60_000
const statusWaitsMs = 7 * 24 * 3_600_000

/** Every minute: what nothing else would ever look at again. */
export const sweepDeliveries = defineJob({
  name: 'inbox.sweep_deliveries',
  payload: z.object({}),
  perform: async (ctx) => {
    await admitDoubt(ctx)
    await wakeForgotten(ctx)
    await dropWaitingBefore(ctx, new Date(ctx.now().getTime() - statusWaitsMs))
  },
})

/**
 * A send whose answer was lost, or whose process died. Its status would have told by now; whether it arrived nobody
 * here can know, and sending it again blindly might say it twice. A person decides.
 */
async function admitDoubt(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now().getTime() - settledWithinMs)
  for (let found = 500; found === 500; )
    found = await transaction(ctx, async (ctx) => {
      const doubted = await store.markUnknown(ctx, before, 500)
      for (const { id, conversation_id } of doubted)
        publish(
          ctx,
          'message.updated',
          { type: 'message', id },
          { conversationId: conversation_id, status: 'unknown' },
        )
      for (const numberId of new Set(doubted.map(({ number_id }) => number_id)))
        await deliverSoon(ctx, numberId)
      return doubted.length
    })
}

/** A wake-up can be lost with a job that failed too often: what is due and waits for nothing is woken again. */
async function wakeForgotten(ctx: Ctx): Promise<void> {
  for (const numberId of await store.numbersWithDue(ctx)) await deliverSoon(ctx, numberId)
}
