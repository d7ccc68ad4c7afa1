import type { FaultBox } from '../faults/faults.ts'
import type { Later } from '../world/later.ts'
import type { WebhookState } from '../world/threads.ts'
import type { Update } from './envelope.ts'
import { createGathering } from './gathering.ts'

export type Outbox = {
  /** Updates given together go in one request. */
  add: (...updates: Update[]) => void
  /** Work that will add something soon: `settled` waits for it. */
  plan: (milliseconds: number, work: () => void) => void
  /** The same for work that ends when what this answers with is called. */
  hold: () => () => void
  queued: () => number
  settled: () => Promise<void>
  close: () => void
}

type Group = { updates: Update[]; attempts: number }
type Lane = { name: string; groups: Group[]; busy: boolean }
/** Says whether the app took it, and at which address; no address: nobody listens. */
export type Deliver = (updates: Update[], attempt: number) => Promise<{ taken: boolean; uri: string | null }>

const mostInFlight = 64
const mostQueued = 100_000
const mostAttempts = 40
const reorderWithin = 150

/**
 * Posts in order per lane and many lanes at once. What is not taken is posted again, the same request as a whole, with
 * growing pauses, and its lane waits.
 */
export function createOutbox(options: {
  deliver: Deliver
  drop: (updates: Update[]) => void
  faults: FaultBox
  later: Later
}): Outbox {
  const { deliver, drop, faults, later } = options
  const lanes = new Map<string, Lane>()
  const ready = new Set<Lane>()
  const waiting: (() => void)[] = []
  let inFlight = 0
  let queued = 0
  let planned = 0
  let closed = false
  const gathering = createGathering(later, (updates) => enter('batch', updates))

  function add(...updates: Update[]): void {
    const [first] = updates
    if (!first) return
    if (queued + updates.length > mostQueued || faults.happens('dropWebhooks')) {
      refuse(updates)
      return
    }
    queued += updates.length
    const { batchWebhooks, reorderWebhooks } = faults.now()
    if (batchWebhooks) gathering.add(updates, batchWebhooks)
    else if (reorderWebhooks) later.in(Math.random() * reorderWithin, () => enter(first.item, updates))
    else enter(first.lane, updates)
  }

  function refuse(updates: Update[]): void {
    drop(updates)
    for (const { told } of updates) told?.('FAILED', '')
  }

  function enter(name: string, updates: Update[]): void {
    const lane = lanes.get(name) ?? { name, groups: [], busy: false }
    lanes.set(name, lane)
    lane.groups.push({ updates, attempts: 0 })
    if (!lane.busy) ready.add(lane)
    pump()
  }

  function pump(): void {
    for (const lane of ready) {
      if (inFlight >= mostInFlight || closed) return
      ready.delete(lane)
      lane.busy = true
      inFlight++
      void send(lane)
    }
  }

  async function send(lane: Lane): Promise<void> {
    const [group] = lane.groups
    if (!group) return
    group.attempts++
    const { taken, uri } = await deliver(group.updates, group.attempts)
    inFlight--
    if (closed) return
    if (taken || uri === null || group.attempts >= mostAttempts) finish(lane, group, taken, uri)
    else {
      tell(group, 'RETRYING', uri)
      later.in(pauseAfter(group.attempts), () => {
        ready.add(lane)
        pump()
      })
    }
    pump()
  }

  function finish(lane: Lane, group: Group, taken: boolean, uri: string | null): void {
    tell(group, taken ? 'DELIVERED' : 'FAILED', uri ?? '')
    lane.groups.shift()
    lane.busy = false
    queued -= group.updates.length
    if (lane.groups.length > 0) ready.add(lane)
    else lanes.delete(lane.name)
    rest()
  }

  function rest(): void {
    if (closed || queued + planned === 0) for (const resolve of waiting.splice(0)) resolve()
  }

  function hold(): () => void {
    planned++
    return () => {
      planned--
      rest()
    }
  }

  function plan(milliseconds: number, work: () => void): void {
    const done = hold()
    const run = () => {
      if (!closed) work()
      done()
    }
    if (milliseconds > 0) later.in(milliseconds, run)
    else setImmediate(run)
  }

  return {
    add,
    plan,
    hold,
    queued: () => queued,
    settled: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        rest()
      }),
    close: () => {
      closed = true
      rest()
    },
  }
}

const tell = ({ updates }: Group, state: WebhookState, uri: string) => {
  for (const { told } of updates) told?.(state, uri)
}

const pauseAfter = (attempts: number): number => Math.min(60_000, 125 * 2 ** attempts)
