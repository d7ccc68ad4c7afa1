import { setImmediate } from 'node:timers/promises'
import type { Ctx } from '#platform/context.ts'
import { land } from './land.ts'
import type { Request } from './request.ts'

// Enough for the busiest moment, little enough that one transaction stays short.
const mostItemsAtOnce = 1_000
const mostRequestsWaiting = 5_000

type Waiting = { request: Request; resolve: () => void; reject: (error: unknown) => void }
type Queue = { waiting: Waiting[]; underWay: boolean }

// By database, because tests have several in one process.
const queues = new WeakMap<object, Queue>()

/**
 * Resolves when the request is in the database. Requests that come while others are being landed are landed together
 * next, without a timer: alone, one is landed at once; in a flood, a transaction carries hundreds.
 */
export function landSoon(ctx: Ctx, request: Request): Promise<void> {
  const queue = queues.get(ctx.db) ?? { waiting: [], underWay: false }
  queues.set(ctx.db, queue)
  if (queue.waiting.length >= mostRequestsWaiting) return Promise.reject(new TooManyWaiting())
  return new Promise((resolve, reject) => {
    queue.waiting.push({ request, resolve, reject })
    if (!queue.underWay) void landAll(ctx, queue)
  })
}

/** The provider sends it again later. */
export class TooManyWaiting extends Error {}

async function landAll(ctx: Ctx, queue: Queue): Promise<void> {
  queue.underWay = true
  while (queue.waiting.length > 0) {
    // Whatever else has arrived by now comes along: requests are read in lots.
    await setImmediate()
    const batch = queue.waiting.splice(0, countThatFit(queue.waiting))
    try {
      await land(
        ctx,
        batch.map(({ request }) => request),
      )
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  queue.underWay = false
}

/** At least one, however large it is. */
function countThatFit(waiting: readonly Waiting[]): number {
  let items = 0
  const fits = waiting.findIndex(({ request }, index) => {
    items += request.items.length
    return index > 0 && items > mostItemsAtOnce
  })
  return fits === -1 ? waiting.length : fits
}
