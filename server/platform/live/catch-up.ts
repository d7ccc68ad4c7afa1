import type { CaughtUp } from '#contract/live.ts'
import type { Ctx } from '#platform/context.ts'
import { readAfter } from '#platform/events/catch-up.ts'
import { limits } from '#platform/live/limits.ts'
import { marked, type ToPushes } from '#platform/live/pushes.ts'

/** Where a socket is in its catching up: asked after `cursor`, it goes on reading after `next`. */
export type Reading = { cursor: string; next: string } | null

/**
 * What a socket missed: the pushes that it would have had, by the same rules and its rooms of now. A page may end
 * above the cursor that is safe to keep; what still appears in between, the socket is given live.
 */
export function catchUpWith(ctx: Ctx, toPushes: ToPushes, settled: () => string) {
  const takeTurn = turns(limits.catchingUp)
  return (after: string, reading: Reading, rooms: ReadonlySet<string>) =>
    takeTurn(async (): Promise<{ reply: CaughtUp; reading: Reading }> => {
      const from = reading?.cursor === after ? reading.next : after
      const page = await readAfter(ctx, { after, from, limit: limits.caughtUpEvents, settled: settled() })
      const { cursor, next, gone } = page
      const events = (await toPushes(page.events)).flatMap(({ event, pushes }) =>
        pushes
          .filter((push) => push.rooms.some((room) => rooms.has(room)))
          .map((push) => ({ name: push.name, payload: marked(push, { eventId: event.id, cursor: after }) })),
      )
      return {
        reply: { events, cursor, complete: next === null, resync: gone },
        reading: next === null ? null : { cursor, next },
      }
    })
}

/** So many at once; the others wait for their turn. */
function turns(atOnce: number) {
  let free = atOnce
  const waiting: Array<() => void> = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
