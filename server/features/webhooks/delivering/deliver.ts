import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { openPayload } from '../sealed-payload.ts'
import { roomOf } from './room.ts'
import { type Sent, send } from './send.ts'
import { type Outcome, settle } from './settle.ts'
import * as store from './store.ts'

// More than an attempt can take, so that nobody takes up what is under way.
const leaseMs = 60_000
const lookEveryMs = 250

/** Sends what is due, to many endpoints at once, until nothing is. Each that comes back makes room for another. */
export async function deliverDue(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const underWay = new Map<string, number>()
  const back: Outcome[] = []
  let landed = Promise.withResolvers<void>()
  const start = async (delivery: store.Claimed) => {
    count(underWay, delivery.endpointId, 1)
    back.push({ delivery, ...(await attempt(ctx, delivery, signal)) })
    landed.resolve()
  }
  for (;;) {
    const outcomes = back.splice(0)
    await settle(ctx, outcomes)
    for (const { delivery } of outcomes) count(underWay, delivery.endpointId, -1)
    const claimed = signal.aborted ? [] : await claim(ctx, underWay)
    for (const delivery of claimed) void start(delivery)
    if (underWay.size === 0) return
    if (back.length === 0) await Promise.race([landed.promise, sleep(lookEveryMs)])
    landed = Promise.withResolvers()
  }
}

function count(underWay: Map<string, number>, endpointId: string, change: number): void {
  const now = (underWay.get(endpointId) ?? 0) + change
  if (now > 0) underWay.set(endpointId, now)
  else underWay.delete(endpointId)
}

async function claim(ctx: Ctx, underWay: ReadonlyMap<string, number>): Promise<store.Claimed[]> {
  const room = roomOf(await store.receivers(ctx), underWay)
  if (room.length === 0) return []
  return store.claim(ctx, room, new Date(ctx.now().getTime() + leaseMs))
}

/** Never fails: whatever goes wrong with one must not end the others. */
async function attempt(ctx: Ctx, delivery: store.Claimed, signal: AbortSignal): Promise<Sent> {
  try {
    const { id, url, sealedSecret, sealedPayload } = delivery
    return await send(ctx, { id, url, sealedSecret, body: openPayload(ctx, sealedPayload) }, signal)
  } catch (error) {
    // A key that this process does not know yet: it will in a moment.
    if (error instanceof DomainError) return { status: null, error: 'aborted' }
    ctx.log.error({ err: error, delivery: delivery.id }, 'a webhook could not be made ready')
    return { status: null, error: 'unreadable' }
  }
}
