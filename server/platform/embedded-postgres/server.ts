import type { ChildProcess } from 'node:child_process'
import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Address, clearSocket } from './address.ts'
import { explainServer } from './explain.ts'
import { type Exit, type Run, startProgram } from './program.ts'
import { type Programs, programPath } from './programs.ts'
import { settingArguments } from './settings.ts'
import { dropStalePidFile } from './survivors.ts'

export type Server = { pid: number; gone: Promise<Exit>; stop(): Promise<void> }
export type ServerPlan = Pick<Run, 'programs' | 'runner'> & {
  dataDir: string
  clusterDir: string
  address: Address
  settings: Record<string, string>
  say: (line: string) => void
}

/** Runs the server until it accepts connections. What a crash left in the way goes away within moments: try again. */
export async function runServer(plan: ServerPlan, signal?: AbortSignal): Promise<Server> {
  for (const start = Date.now(); ; ) {
    signal?.throwIfAborted()
    clearSocket(plan.address)
    const { server, ready } = launch(plan, signal)
    const failure = await Promise.race([ready, server.gone])
    if (!failure) return server
    const waited = Date.now() - start
    if (signal?.aborted || waited > 5000 || !isInTheWay(failure))
      throw explainServer(failure.lastLines, plan.dataDir)
    if (waited > 500) dropStalePidFile(plan.clusterDir)
    await sleep(100)
  }
}

function launch(plan: ServerPlan, signal?: AbortSignal) {
  const { promise: ready, resolve } = Promise.withResolvers<undefined>()
  const onLine = (line: string) => {
    if (line.includes('database system is ready to accept connections')) resolve(undefined)
  }
  const args = settingArguments(plan.settings, plan.address.settings)
  const { child, gone } = startProgram('postgres', args, { ...plan, dir: plan.clusterDir, onLine })
  const server: Server = { pid: child.pid ?? 0, gone, stop: () => stop(child, gone, plan) }
  // A Prosa that ends without asking must not leave a database behind; this is all that can be done while exiting.
  const abandon = () => child.kill('SIGINT')
  const slow = setTimeout(() => plan.say('The database is recovering; this can take a while'), 5000)
  process.once('exit', abandon)
  signal?.addEventListener('abort', abandon, { once: true })
  ready.then(() => clearTimeout(slow))
  const forget = () => {
    clearTimeout(slow)
    process.off('exit', abandon)
    signal?.removeEventListener('abort', abandon)
  }
  gone.then(forget, forget)
  return { server, ready }
}

const isInTheWay = ({ lastLines }: Exit) => /postmaster\.pid|shared memory block/.test(lastLines.join('\n'))

async function stop(child: ChildProcess, gone: Promise<Exit>, plan: ServerPlan) {
  const ended = gone.then(() => true)
  fastShutdown(child, plan)
  if (await Promise.race([ended, sleep(8000, false, { ref: false })])) return
  child.kill('SIGQUIT')
  await ended
}

// Windows has no signals: kill() there would be the power cord.
function fastShutdown(
  child: ChildProcess,
  { programs, clusterDir }: { programs: Programs; clusterDir: string },
) {
  if (process.platform !== 'win32') child.kill('SIGINT')
  else execFile(programPath(programs, 'pg_ctl'), ['stop', '-D', clusterDir, '-m', 'fast'], () => {})
}
