import type pg from 'pg'
import { keepConnected } from '#platform/jobs/kept-connection.ts'
import type { Log } from '#platform/log.ts'

/** The first half of the advisory locks that are life signs; the second is made from the pool's id. */
export const lifeSigns = 1_347_571_539
// Shorter than the time for which the others must miss a sign before they take a pool for dead (sweep.ts).
const graceMs = 1_300
const pauses = { shortest: 50, longest: 400 }
const beatMs = 1_000

/**
 * Shows the other processes that this one lives, by advisory locks on a connection that does nothing else: when the
 * process dies, so do they, and what it was working on is taken up by somebody else.
 */
export type Guard = {
  /** The pool's jobs are this process's from now on, until it is released. */
  protect: (poolId: string) => void
  release: (poolId: string) => void
  /** Waits for the sign. What was locked before the answer, by the database's clock, may have been taken away. */
  held: () => Promise<Date>
  isHeld: () => boolean
  /** Aborts when the sign has been gone for so long that others may have taken the jobs. */
  signal: () => AbortSignal
  stop: () => Promise<void>
}

export function startGuard({ connection, log }: { connection: pg.ClientConfig; log: Log }): Guard {
  const pools = new Set<string>()
  let client: pg.Client | undefined
  let held = Promise.withResolvers<Date>()
  let isHeld = false
  let ownership = new AbortController()
  let stopped = false
  let lastAsked = 0

  const hold = (since: Date) => {
    isHeld = true
    if (ownership.signal.aborted) ownership = new AbortController()
    held.resolve(since)
  }
  const letGo = () => {
    if (!isHeld) return
    isHeld = false
    held = Promise.withResolvers()
  }
  const giveUp = () => {
    if (isHeld || stopped || ownership.signal.aborted) return
    log.error('the life sign of this worker is lost: its jobs are stopped, because others may take them')
    ownership.abort(new Error('This process could not show any more that it is alive.'))
  }
  // Held only when the last that was asked for is: a pool may come while the signs of others are being taken.
  const take = async (from: pg.Client, poolIds: string[]) => {
    const asked = ++lastAsked
    const since = await lock(from, poolIds)
    if (asked === lastAsked) hold(since)
  }
  const kept = keepConnected({
    connection,
    log,
    pauses,
    beatMs,
    async prepare(fresh) {
      await noticeDeathSoon(fresh)
      client = fresh
      await take(fresh, [...pools])
    },
    lost() {
      client = undefined
      letGo()
      setTimeout(giveUp, graceMs).unref()
    },
  })
  return {
    protect(poolId) {
      pools.add(poolId)
      if (!client) return
      letGo()
      // When this fails the connection is gone, and the next one locks all of them.
      take(client, [poolId]).catch(() => undefined)
    },
    release(poolId) {
      pools.delete(poolId)
      client?.query('select pg_advisory_unlock($1, hashtext($2))', [lifeSigns, poolId]).catch(() => undefined)
    },
    held: () => held.promise,
    isHeld: () => isHeld,
    signal: () => ownership.signal,
    stop() {
      stopped = true
      return kept.stop()
    },
  }
}

// A machine that loses power says no goodbye: the server is to ask after ten seconds instead of two hours.
const noticeDeathSoon = (client: pg.Client) =>
  client.query('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3')

async function lock(client: pg.Client, poolIds: string[]): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>(
    `with locks as materialized (select pg_advisory_lock($1, hashtext(id)) from unnest($2::text[]) id)
     select clock_timestamp() as at from (select count(*) from locks) taken`,
    [lifeSigns, poolIds],
  )
  const [row] = rows
  if (!row) throw new Error('the locks gave no answer')
  return row.at
}
