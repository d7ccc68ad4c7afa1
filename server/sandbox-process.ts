import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { z } from 'zod'
import { variables } from '#platform/config/variables.ts'
import type { Log } from '#platform/log.ts'

const Outside = z.object({
  graphUrl: z.url(),
  accessToken: z.string(),
  appId: z.string(),
  appSecret: z.string(),
  verifyToken: z.string(),
  numbers: z.array(z.object({ id: z.string() })).min(1),
})
export type Outside = z.infer<typeof Outside>
const Ready = z.object({ type: z.literal('ready'), url: z.url(), outside: Outside })
type Ready = z.infer<typeof Ready>

export type SandboxProcess = {
  url: string
  outside: Outside
  /** Runs each time it had to be started again. */
  onRestart: (run: () => Promise<void>) => void
  stop: () => Promise<void>
}

type Plan = { path: string; dataFile: string; log: Log }

const patienceMs = 10_000
const mostRestarts = 5
const perMs = 10 * 60_000
const pauseMs = 1_000

/** Started again when it dies, at the same address, so that what was configured stays true; but not without end. */
export async function superviseSandbox(plan: Plan): Promise<SandboxProcess> {
  let stopping = false
  let restarted = async () => {}
  const restarts: number[] = []
  const { child: first, ready } = await launch(plan, 0)
  const port = Number(new URL(ready.url).port)
  let child = first
  watch()

  function watch(): void {
    child.once('exit', (code, signal) => {
      if (stopping) return
      plan.log.warn({ code, signal }, 'the sandbox has ended')
      setTimeout(() => void restart(), pauseMs).unref()
    })
  }

  async function restart(): Promise<void> {
    const now = performance.now()
    const recent = restarts.filter((at) => now - at < perMs)
    if (stopping || recent.length >= mostRestarts) return
    restarts.splice(0, restarts.length, ...recent, now)
    try {
      child = (await launch(plan, port)).child
      watch()
      if (stopping) await end(child)
      else await restarted()
    } catch (error) {
      plan.log.warn({ err: error }, 'the sandbox could not be started again')
      setTimeout(() => void restart(), pauseMs).unref()
    }
  }

  return {
    ...ready,
    onRestart: (run) => {
      restarted = run
    },
    stop: () => {
      stopping = true
      return end(child)
    },
  }
}

async function launch(plan: Plan, port: number): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = fork(plan.path, [], {
    // It holds no folder that somebody may want to take away.
    cwd: tmpdir(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...foreignEnvironment(),
      SANDBOX_PORT: String(port),
      SANDBOX_HOST: '127.0.0.1',
      SANDBOX_DATA: plan.dataFile,
    },
  })
  // Only what is worth no more than a line: that it ended is learned otherwise.
  child.on('error', (error) => plan.log.warn({ err: error }, 'the sandbox cannot be reached as a process'))
  try {
    const ready = await firstWord(child)
    // It ends with us, by the end of the channel, and keeps nobody from ending.
    child.unref()
    child.channel?.unref()
    return { child, ready }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

async function firstWord(child: ChildProcess): Promise<Ready> {
  const giveUp = new AbortController()
  const { signal } = giveUp
  const timer = setTimeout(() => giveUp.abort(), patienceMs)
  try {
    const said = once(child, 'message', { signal }).then(([message]: unknown[]) => message)
    const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error('it ended at once')))
    const message: unknown = await Promise.race([said, ended])
    const ready = Ready.safeParse(message)
    if (!ready.success) throw new Error('it said something unexpected')
    return ready.data
  } catch (error) {
    if (signal.aborted) throw new Error(`it was not ready within ${patienceMs / 1000} s`, { cause: error })
    throw error
  } finally {
    clearTimeout(timer)
    giveUp.abort()
  }
}

/** Ours is nobody else's business, least of all the outside's. */
function foreignEnvironment(): NodeJS.ProcessEnv {
  const ours: ReadonlySet<string> = new Set(variables.keyof().options)
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name)))
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), 2_000)
  // Waiting for it must be worth staying for, or we would end before it.
  child.ref()
  child.kill('SIGTERM')
  await ended
  clearTimeout(timer)
}
