import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/stored-event.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { numbersOf } from './sweep-store.ts'
import { deliverSoon } from './wake.ts'

/** What waited for a number or its account goes on. */
export const wakeNumbers = defineJob({
  name: 'inbox.wake_numbers',
  payload: z.object({ event: z.custom<StoredEvent>() }),
  perform: async (ctx: Ctx, { event: { subject } }) => {
    if (subject.id === null) return
    const numbers = subject.type === 'account' ? await numbersOf(ctx, subject.id) : [subject.id]
    for (const numberId of numbers) await deliverSoon(ctx, numberId)
  },
})
