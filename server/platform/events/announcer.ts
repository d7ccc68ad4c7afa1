import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { EventName } from '#contract/events.ts'
import type { Announcer } from '#platform/events/publish.ts'
import type { Feature, Reaction } from '#platform/feature.ts'
import type { Log } from '#platform/log.ts'

export const channel = 'prosa_events'

export type LocalAnnouncer = Announcer & {
  /** What a notice of this process looks like, so that its own readers can leave it alone. */
  id: string
  /** Calls `wake` after every commit of this process that published something. The answer detaches it. */
  onCommit: (wake: () => void) => () => void
}

/** Hears of each commit. Readers of this process are woken at once, those of other processes through the database. */
export function createAnnouncer({
  pool,
  features,
  log,
}: {
  pool: pg.Pool
  features: readonly Feature[]
  log: Log
}): LocalAnnouncer {
  const reactions = byEvent(features.flatMap((feature) => feature.reactions ?? []))
  const readers = new Set<() => void>()
  const id = randomUUID()
  const notifyOthers = oneAtATime(async () => {
    // Outside of any transaction of ours: with a NOTIFY in them, commits would wait for one another.
    await pool.query('select pg_notify($1, $2)', [channel, id]).catch((error: unknown) => {
      log.debug({ err: error }, 'other processes were not told of new events; they will look by themselves')
    })
  })
  return {
    id,
    reactionsTo: (name) => reactions.get(name) ?? [],
    committed() {
      for (const wake of readers) wake()
      notifyOthers()
    },
    onCommit(wake) {
      readers.add(wake)
      return () => void readers.delete(wake)
    },
  }
}

function byEvent(reactions: readonly Reaction[]): Map<EventName, Reaction['job'][]> {
  const jobs = new Map<EventName, Reaction['job'][]>()
  for (const { on, job } of reactions)
    for (const name of new Set(on)) jobs.set(name, [...(jobs.get(name) ?? []), job])
  return jobs
}

const pauseMs = 10

/** However often it is asked for, the work runs once at a time, and once more after the last time it was asked for. */
function oneAtATime(work: () => Promise<void>): () => void {
  let running = false
  let again = false
  const run = async () => {
    running = true
    while (again) {
      again = false
      await work()
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref())
    }
    running = false
  }
  return () => {
    again = true
    if (!running) void run()
  }
}
