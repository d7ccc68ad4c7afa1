import type { Ctx } from '#platform/context.ts'
import * as store from '#platform/events/store.ts'
import type { StoredEvent } from '#platform/events/stored-event.ts'

export type CaughtUp = {
  events: StoredEvent[]
  /** To be kept and asked after the next time. Never above `settled`, unless it was so before. */
  cursor: string
  /** Where to go on reading (`from`) right now; null at the end. */
  next: string | null
  /** Some of what came after the cursor is no longer kept: only reading everything anew helps. */
  gone: boolean
}

/**
 * The events after a cursor, oldest first. `settled` is the cursor of a feed of this process: below it nothing can
 * appear any more, which one look at the table cannot tell.
 */
export async function readAfter(
  ctx: Pick<Ctx, 'db'>,
  { after, from = after, limit, settled }: { after: string; from?: string; limit: number; settled: string },
): Promise<CaughtUp> {
  const { events, kept } = await store.eventsAfter(ctx, from, limit)
  const [start, calm] = [BigInt(after), BigInt(settled)]
  // A cursor beyond the newest event comes from before a backup was restored.
  if (kept ? start < kept.oldest - 1n || start > kept.newest : start !== calm)
    return { events: [], cursor: settled, next: null, gone: true }
  const last = events.length < limit ? undefined : events.at(-1)
  const reached = last && BigInt(last.id) < calm ? BigInt(last.id) : calm
  return { events, cursor: String(reached > start ? reached : start), next: last?.id ?? null, gone: false }
}
