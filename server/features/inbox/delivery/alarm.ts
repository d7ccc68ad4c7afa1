import { z } from 'zod'
import { stopless } from '#features/accounts/index.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { acceptedAndHeardOf } from './sweep-store.ts'

const minute = 60_000
const enough = 5

/**
 * Accepted, and then nothing: without a payment method, and now and then without any reason, the provider says yes and
 * delivers nothing. One phone may be switched off; not all of them.
 */
export const watchSilence = defineJob({
  name: 'inbox.watch_silence',
  payload: z.object({}),
  perform: async (ctx: Ctx) => {
    const now = ctx.now().getTime()
    const numbers = await acceptedAndHeardOf(ctx, new Date(now - 70 * minute), new Date(now - 10 * minute))
    for (const { number_id, accepted, arrived } of numbers) {
      const silent = accepted >= enough && arrived === 0
      if (silent || arrived > 0)
        await transaction(ctx, (ctx) => stopless(ctx, number_id, silent ? 'nothing_delivered' : null))
    }
  },
})
