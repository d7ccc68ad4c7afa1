import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { defineJob, enqueue, type Job } from '#platform/jobs/job.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { deliverDue } from './deliver.ts'

type Empty = Record<string, never>

/** One place in the queue for all endpoints: however slow they are, they take none from other work. */
export const deliverWebhooks: Job<Empty> = defineJob({
  name: 'webhooks.deliver',
  payload: z.object({}),
  perform: oneAtATime(deliverDue),
})

export const deliverSoon = (ctx: Pick<Ctx, 'db'>): Promise<void> =>
  enqueue(ctx, deliverWebhooks, {}, { key: 'webhooks.deliver' })
