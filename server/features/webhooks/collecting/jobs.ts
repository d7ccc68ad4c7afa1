import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { defineJob, enqueue, type Job } from '#platform/jobs/job.ts'
import { deliverSoon } from '../delivering/jobs.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { collect } from './collect.ts'
import * as store from './store.ts'

type Empty = Record<string, never>

const restMs = 500

/**
 * A look every second or two while there are endpoints, several in a second while things happen, none without
 * endpoints. A reaction would cost a job for each event, and there may be thousands of those in a second.
 */
export const collectDeliveries: Job<Empty> = defineJob({
  name: 'webhooks.collect',
  payload: z.object({}),
  perform: oneAtATime(async (ctx, signal) => {
    const isFollowed = await collect(ctx, signal, async () => {
      if (await store.isSomethingDue(ctx)) await deliverSoon(ctx)
    })
    // By the clock of the queue, not by that of the business.
    if (isFollowed) await collectSoon(ctx, new Date(Date.now() + restMs))
  }),
})

export const collectSoon = (ctx: Pick<Ctx, 'db'>, at?: Date): Promise<void> =>
  enqueue(
    ctx,
    collectDeliveries,
    {},
    { key: 'webhooks.collect', ...(at && { at, whenWaiting: 'keep-time' }) },
  )
