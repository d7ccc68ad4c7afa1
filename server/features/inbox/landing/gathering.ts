import { setImmediate } from 'node:timers/promises'
import type { Ctx } from '#platform/context.ts'
import type { InboundItem, Person } from '../../../channels/channel.ts'
import { land } from './land.ts'
import type { Request } from './request.ts'

// Enough for the busiest moment, little enough that one transaction stays short.
const mostItemsAtOnce = 1_000
const mostRequestsWaiting = 5_000
// While the database stores one batch, the next is read and sent: neither waits for the other.
const mostBatches = 2
const worthABatch = 16

type Waiting = { request: Request; people: string[]; resolve: () => void; reject: (error: unknown) => void }
type Queue = { waiting: Waiting[]; batches: number; underWay: Set<string> }

// By database, because tests have several in one process.
const queues = new WeakMap<object, Queue>()

/**
 * Resolves when the request is in the database. Requests that come while others are being landed are landed together
 * next, without a timer: alone, one is landed at once; in a flood, a transaction carries hundreds. Nobody is in two
 * batches at once, so what somebody sent stays in its order.
 */
export function landSoon(ctx: Ctx, request: Request): Promise<void> {
  const queue = queues.get(ctx.db) ?? { waiting: [], batches: 0, underWay: new Set<string>() }
  queues.set(ctx.db, queue)
  if (queue.waiting.length >= mostRequestsWaiting) return Promise.reject(new TooManyWaiting())
  return new Promise((resolve, reject) => {
    queue.waiting.push({ request, people: peopleIn(request), resolve, reject })
    const { batches, waiting } = queue
    if (batches === 0 || (batches < mostBatches && waiting.length >= worthABatch)) void landAll(ctx, queue)
  })
}

/** The provider sends it again later. */
export class TooManyWaiting extends Error {}

async function landAll(ctx: Ctx, queue: Queue): Promise<void> {
  queue.batches++
  while (queue.waiting.length > 0) {
    // Whatever else has arrived by now comes along: requests are read in lots.
    await setImmediate()
    const batch = take(queue)
    // The others are doing what is left, or what must come before it.
    if (batch.length === 0) break
    const people = new Set(batch.flatMap(({ people }) => people))
    for (const one of people) queue.underWay.add(one)
    try {
      await land(
        ctx,
        batch.map(({ request }) => request),
      )
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
    for (const one of people) queue.underWay.delete(one)
  }
  queue.batches--
}

/** The next, without those who are in a batch already and what came from them since. At least one, however large. */
function take(queue: Queue): Waiting[] {
  const held = new Set(queue.underWay)
  const taken: Waiting[] = []
  const left: Waiting[] = []
  let items = 0
  for (const one of queue.waiting) {
    const fits = taken.length === 0 || items + one.request.items.length <= mostItemsAtOnce
    if (fits && !one.people.some((person) => held.has(person))) {
      items += one.request.items.length
      taken.push(one)
    } else {
      for (const person of one.people) held.add(person)
      left.push(one)
    }
  }
  queue.waiting = left
  return taken
}

const peopleIn = ({ items }: Request): string[] => [...new Set(items.flatMap(namesIn))]

/** Whoever it is about, by everything that they go by; of a status, its message. */
function namesIn(item: InboundItem): string[] {
  switch (item.kind) {
    case 'message':
    case 'reaction':
    case 'edit':
    case 'deletion':
      return namesOf(item.from)
    case 'echo':
      return namesOf(item.to)
    case 'identity_change':
      return [...namesOf(item.from), ...namesOf(item.before)]
    case 'status':
      return [item.providerId]
    case 'field':
      return []
  }
}

const namesOf = ({ waId, userId, parentUserId }: Pick<Person, 'waId' | 'userId' | 'parentUserId'>) =>
  [waId, userId, parentUserId].filter((name) => name !== null)
