import { z } from 'zod'
import { Id } from '#contract/common.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { fetchWaiting } from './fetching.ts'

/** With the pauses of the queue that is a little more than the seven days for which a provider keeps a file. */
const attempts = 40

export const fetchMedia = defineJob({
  name: 'inbox.fetch_media',
  payload: z.object({ mediaId: Id }),
  maxAttempts: attempts,
  perform: (ctx, { mediaId }, run) => fetchWaiting(ctx, mediaId, run),
})

export const mediaJobs = [fetchMedia]
