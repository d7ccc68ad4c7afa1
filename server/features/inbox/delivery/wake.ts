import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { defineJob, enqueue, type Job } from '#platform/jobs/job.ts'
import { drain } from './drain.ts'

export const deliver: Job<{ numberId: string }> = defineJob({
  name: 'inbox.deliver',
  payload: z.object({ numberId: z.uuid() }),
  maxAttempts: 25,
  async perform(ctx, { numberId }, { signal }) {
    const next = await drain(ctx, numberId, signal)
    // Somebody may have queued something since we looked: what they woke it for is not put off.
    if (next)
      await enqueue(ctx, deliver, { numberId }, { ...keyOf(numberId), at: next, whenWaiting: 'advance' })
  },
})

/** In the transaction that queued the message: it is looked for only once it can be seen. */
export const deliverSoon = (ctx: Pick<Ctx, 'db'>, numberId: string): Promise<void> =>
  enqueue(ctx, deliver, { numberId }, keyOf(numberId))

const keyOf = (numberId: string) => ({ key: `deliver:${numberId}` })
