import { setTimeout as sleep } from 'node:timers/promises'
import type { Exit } from './program.ts'
import type { Server } from './server.ts'

export type Ended = Exit & { expected: boolean }
type Supervision = {
  restart: (signal: AbortSignal) => Promise<Server>
  say: (line: string) => void
  /** Milliseconds before the second restart; each further one waits twice as long. */
  pause?: number
}

const mostRestarts = 5
const within = 60_000

/** Starts a server that ends unasked again, so that the program sees a short outage and not the end of its database. */
export function supervise(first: Server, { restart, say, pause = 500 }: Supervision) {
  const stopping = new AbortController()
  const restarts: number[] = []
  let server = first

  async function keepRunning(): Promise<Ended> {
    let end = await server.gone
    while (!stopping.signal.aborted) {
      if (tooMany(restarts)) return { ...end, expected: false }
      say(`The database ended unexpectedly (${end.signal ?? end.lastLines.at(-1)}); starting it again`)
      end = await runAgain()
    }
    return { ...end, expected: true }
  }

  async function runAgain(): Promise<Exit> {
    // The first time at once; then it is no accident and waits longer each time.
    const wait = restarts.length && pause * 2 ** (restarts.length - 1)
    // Stopping ends the wait early; `restart` is told of it too, and refuses.
    await sleep(wait, undefined, stopping).catch(() => {})
    restarts.push(Date.now())
    try {
      server = await restart(stopping.signal)
      say('The database is back')
      return await server.gone
    } catch (error) {
      return { code: null, signal: null, lastLines: [error instanceof Error ? error.message : String(error)] }
    }
  }

  const exited = keepRunning()
  const stop = async () => {
    stopping.abort()
    await server.stop()
  }
  return { exited, stop, pid: () => server.pid }
}

function tooMany(restarts: number[]) {
  const recent = restarts.filter((at) => at > Date.now() - within)
  restarts.splice(0, restarts.length, ...recent)
  return recent.length >= mostRestarts
}
