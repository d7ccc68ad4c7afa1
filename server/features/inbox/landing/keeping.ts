import { z } from 'zod'
import { defineJob } from '#platform/jobs/job.ts'
import { readSettings } from '#platform/settings.ts'
import { inboxSettings } from '../settings.ts'
import { deleteParkedBefore, deleteRawEventsBefore } from './parked-store.ts'

const batch = 2_000
const day = 86_400_000
// Long enough for a fix to be released and the item to be tried again.
const parkedDays = 90

/** Word for word for some days only, a batch at a time so that no lock is held for long. */
export const dropRawEvents = defineJob({
  name: 'inbox.drop_raw_events',
  payload: z.object({}),
  perform: async (ctx, _payload, { signal }) => {
    const { rawEventDays } = await readSettings(ctx, inboxSettings)
    const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * day)
    for (const [drop, days] of [
      [deleteParkedBefore, parkedDays],
      [deleteRawEventsBefore, rawEventDays],
    ] as const)
      for (let dropped = batch; dropped === batch && !signal.aborted; )
        dropped = await drop(ctx, daysAgo(days), batch)
  },
})
