import { z } from 'zod'
import { transaction } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/stored-event.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { moveScope } from './store.ts'

/** People met before it was known in which portfolio their ids are valid: they stay the same people. */
export const followPortfolio = defineJob({
  name: 'contacts.follow_portfolio',
  payload: z.object({ event: z.custom<StoredEvent>() }),
  perform: async (ctx, { event: { subject } }) => {
    const { id } = subject
    if (id !== null) await transaction(ctx, (ctx) => moveScope(ctx, id))
  },
})
