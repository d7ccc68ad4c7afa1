import { z } from 'zod'
import { Id } from '#contract/common.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { lapsePresence } from './actions.ts'

export const endPresence = defineJob({
  name: 'team.end_presence',
  payload: z.object({ personId: Id }),
  perform: (ctx, { personId }) => lapsePresence(ctx, personId),
})
