import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { defineJob, enqueue } from '#platform/jobs/job.ts'
import { drain } from './drain.ts'

export const deliver = defineJob({
  name: 'inbox.deliver',
  payload: z.object({ numberId: z.uuid() }),
  maxAttempts: 25,
  async perform(ctx, { numberId }, { signal }) {
    const next = await drain(ctx, numberId, signal)
    if (next) await deliverSoon(ctx, numberId, next)
  },
})

/** In the transaction that queued the message: it is looked for only once it can be seen. */
export const deliverSoon = (ctx: Pick<Ctx, 'db'>, numberId: string, at?: Date): Promise<void> =>
  enqueue(ctx, deliver, { numberId }, { key: `deliver:${numberId}`, ...(at && { at }) })
