import type pg from 'pg'
import type { Ctx } from '#platform/context.ts'
import { channel, type LocalAnnouncer } from '#platform/events/announcer.ts'
import { advance, type Position, watermark } from '#platform/events/gaps.ts'
import { listen } from '#platform/events/listener.ts'
import * as store from '#platform/events/store.ts'
import type { StoredEvent } from '#platform/events/stored-event.ts'
import type { Log } from '#platform/log.ts'

export { StoredEvent } from '#platform/events/stored-event.ts'

const batch = 1_000
// How far below the newest event a transaction that is still running may have drawn its ids when a reader starts.
const furthestBehind = 10_000
const mostGaps = 10_000

export type EventFeed = {
  /** Everything up to here has been given out; nothing new can appear below. Whoever stores it misses nothing. */
  cursor: () => string
  stop: () => Promise<void>
}

/**
 * Gives out every event once: in the order of the ids within a reading, those whose transaction was slow later.
 * Starts after the cursor `from`, or now. An `onEvents` that throws is logged and not called again for the same.
 */
export async function followEvents({
  db,
  connection,
  announcer,
  log,
  from,
  lookEveryMs = 1_000,
  onEvents,
}: {
  db: Ctx['db']
  /** For a connection that only listens. */
  connection: pg.ClientConfig
  announcer: Pick<LocalAnnouncer, 'id' | 'onCommit'>
  log: Log
  from?: string
  /** How often it looks without being woken, for what it was not told of. */
  lookEveryMs?: number
  onEvents: (events: StoredEvent[], cursor: string) => Promise<void> | void
}): Promise<EventFeed> {
  let position = from === undefined ? await newest(db) : { highest: BigInt(from), gaps: [] }
  let cursor = String(watermark(position))
  const reading = repeatedly(async (stopping) => {
    let more = true
    while (more && !stopping.aborted) {
      const next = await read(db, position)
      position = next.position
      more = next.events.length === batch
      const settled = String(watermark(position))
      if (next.events.length > 0) await give(next.events, settled)
      cursor = settled
    }
  }, log)
  const give = async (events: StoredEvent[], settled: string) => {
    try {
      await onEvents(events, settled)
    } catch (error) {
      log.error({ err: error, from: events[0]?.id, to: events.at(-1)?.id }, 'events were not passed on')
    }
  }
  const detach = announcer.onCommit(reading.wake)
  const others = listen({ connection, channel, log, hear: (id) => id !== announcer.id && reading.wake() })
  const looking = setInterval(reading.wake, lookEveryMs)
  reading.wake()
  return {
    cursor: () => cursor,
    async stop() {
      detach()
      clearInterval(looking)
      await Promise.all([others.stop(), reading.stop()])
    },
  }
}

async function newest(db: Ctx['db']): Promise<Position> {
  const { rows: ids, ...snapshot } = await store.newestIds({ db }, furthestBehind)
  const highest = ids.at(-1) ?? 0n
  const floor = highest > furthestBehind ? highest - BigInt(furthestBehind) : 0n
  const near = ids.filter((id) => id > floor)
  return advance({ highest: floor, gaps: [] }, { ids: near, limit: Number.POSITIVE_INFINITY, ...snapshot })
}

async function read(
  db: Ctx['db'],
  position: Position,
): Promise<{ position: Position; events: StoredEvent[] }> {
  // With too many gaps it waits for the oldest transaction to end instead of noticing more of them.
  const ahead = position.gaps.length < mostGaps ? batch : 0
  const { rows: events, ...snapshot } = await store.appeared({ db }, position, { limit: batch, ahead })
  const ids = events.map(({ id }) => BigInt(id))
  return { position: advance(position, { ids, limit: batch, ...snapshot }), events }
}

/** Runs the work once at a time, again when it was woken meanwhile. When it fails, the next look will do. */
function repeatedly(work: (stopping: AbortSignal) => Promise<void>, log: Log) {
  const stopping = new AbortController()
  let running: Promise<void> | undefined
  let again = false
  let failing = false
  const run = async () => {
    while (again && !stopping.signal.aborted) {
      again = false
      try {
        await work(stopping.signal)
        failing = false
      } catch (error) {
        if (!failing) log.warn({ err: error }, 'new events cannot be read; trying again')
        failing = true
      }
    }
    running = undefined
  }
  const wake = () => {
    again = true
    running ??= run()
  }
  return {
    wake,
    async stop() {
      stopping.abort()
      await running
    },
  }
}
