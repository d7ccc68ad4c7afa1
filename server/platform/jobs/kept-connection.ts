import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '#platform/log.ts'

const answerWithinMs = 2_000

/**
 * A connection beside the pool, made anew whenever it is lost until it is stopped: for what lives as long as the
 * session does (LISTEN, advisory locks). `prepare` has the new connection first, `lost` is told that it is gone.
 */
export function keepConnected({
  connection,
  log,
  pauses,
  beatMs,
  prepare,
  lost = () => {},
}: {
  connection: pg.ClientConfig
  log: Log
  pauses: { shortest: number; longest: number }
  /** How often to ask whether the server is still there. Without it a cut cable is noticed only after hours. */
  beatMs?: number
  prepare: (client: pg.Client) => Promise<void>
  lost?: () => void
}): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const run = async () => {
    for (let pause = pauses.shortest; !signal.aborted; pause = Math.min(pause * 2, pauses.longest)) {
      const client = new pg.Client({ keepAlive: true, connectionTimeoutMillis: 5_000, ...connection })
      try {
        const gone = untilGone(client, signal)
        await client.connect()
        await prepare(client)
        pause = pauses.shortest
        await Promise.race([gone, ...(beatMs ? [untilSilent(client, beatMs, gone)] : [])])
      } catch (error) {
        log.debug({ err: error }, 'no connection to the database; trying again')
      }
      lost()
      await client.end().catch(() => undefined)
      await sleep(pause, undefined, { signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}

function untilGone(client: pg.Client, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = () => {
    signal.removeEventListener('abort', done)
    resolve()
  }
  client.on('error', done)
  client.on('end', done)
  signal.addEventListener('abort', done)
  if (signal.aborted) done()
  return promise
}

/** Rejects when an answer stays out; ending a connection with a question open cuts it. */
async function untilSilent(client: pg.Client, beatMs: number, gone: Promise<void>): Promise<void> {
  let open = true
  void gone.then(() => {
    open = false
  })
  while (open) {
    await Promise.race([gone, pause(beatMs)])
    if (!open) return
    const late = pause(answerWithinMs).then(() => Promise.reject(new Error('the database does not answer')))
    await Promise.race([client.query('select 1'), late, gone])
  }
}

// Not what a process that is otherwise finished should wait for.
const pause = (milliseconds: number) => sleep(milliseconds, undefined, { ref: false })
