import type { Ctx } from '#platform/context.ts'
import * as store from '#platform/events/store.ts'

export const eventRetentionDays = 30
const batch = 5_000
const mostBatches = 200

/** Lets go of events that nobody will ask for any more; `true` when some are left for the next time. */
export async function purgeEvents(
  ctx: Ctx,
  olderThan = daysBefore(ctx.now(), eventRetentionDays),
): Promise<boolean> {
  for (let count = 0; count < mostBatches; count++)
    if ((await store.deleteEventsBefore(ctx, olderThan, batch)) < batch) return false
  return true
}

const daysBefore = (date: Date, days: number) => new Date(date.getTime() - days * 86_400_000)
