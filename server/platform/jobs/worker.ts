import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Logger,
  type ParsedCronItem,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker'
import type pg from 'pg'
import type { Deps } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import { type Guard, startGuard } from '#platform/jobs/guard.ts'
import type { Job } from '#platform/jobs/job.ts'
import { cronItems } from '#platform/jobs/schedules.ts'
import { startSweep } from '#platform/jobs/sweep.ts'
import { tasksOf } from '#platform/jobs/tasks.ts'
import type { Log } from '#platform/log.ts'

const finishWithinMs = 4_000
const stopWithinMs = 7_000
const restartAfterMs = 1_000

export type Worker = { healthy: () => boolean; stop: () => Promise<void> }

/** Does the jobs of these features, on their schedules too, and takes up what a process that died has left. */
export async function startWorker({
  deps,
  pool,
  connection,
  features,
  concurrency = 10,
  pollEveryMs = 2_000,
}: {
  deps: Deps
  pool: pg.Pool
  /** For the life sign: it must reach the server itself, not a pooler that shares sessions out. */
  connection: pg.ClientConfig
  features: readonly Feature[]
  concurrency?: number
  /** How often it looks for jobs without being told of any. */
  pollEveryMs?: number
}): Promise<Worker> {
  const { log } = deps
  const schedules = features.flatMap((feature) => feature.schedules ?? [])
  const jobs = jobsOf(features)
  if (jobs.length === 0) return { healthy: () => true, stop: async () => {} }
  const guard = startGuard({ connection, log })
  let runner: Awaited<ReturnType<typeof keepRunning>> | undefined
  const sweep = startSweep({ deps, released: (jobs) => runner?.nudge(jobs) })
  const options = {
    tasks: tasksOf(jobs, deps, guard),
    cron: cronItems(schedules),
    guard,
    pool,
    log,
    concurrency,
    pollEveryMs,
  }
  try {
    runner = await keepRunning(options)
  } catch (error) {
    await Promise.all([sweep.stop(), guard.stop()])
    throw error
  }
  const { isRunning, stop } = runner
  return {
    healthy: () => isRunning() && guard.isHeld() && sweep.isWell(),
    async stop() {
      await Promise.all([sweep.stop(), within(stopWithinMs, stop())])
      // Jobs that would not end are taken up by others once the life sign is gone.
      await guard.stop()
    },
  }
}

/** The jobs by name, those of schedules and reactions too. */
export function jobsOf(features: readonly Feature[]): Job[] {
  const jobs = new Map<string, Job>()
  const all = features.flatMap(({ jobs = [], schedules = [], reactions = [] }): Job[] => [
    ...jobs,
    ...schedules.map(({ job }) => job),
    ...reactions.map(({ job }) => job),
  ])
  for (const job of all) {
    if ((jobs.get(job.name) ?? job) !== job) throw new Error(`Two jobs are called ${job.name}.`)
    jobs.set(job.name, job)
  }
  return [...jobs.values()]
}

type Options = {
  tasks: TaskList
  cron: ParsedCronItem[]
  guard: Guard
  pool: pg.Pool
  log: Log
  concurrency: number
  pollEveryMs: number
}

/** graphile-worker gives up when it cannot note what became of a job (a database that restarts): begin again then. */
async function keepRunning(options: Options) {
  let current = await startRunner(options)
  let stopping = false
  const supervise = async () => {
    while (!stopping) {
      await current.ended
      if (stopping) return
      if (current.isRunning) options.log.error('the jobs have stopped; starting them again')
      current.isRunning = false
      await sleep(restartAfterMs)
      if (!stopping) current = await startRunner(options).catch(() => current)
    }
  }
  const supervised = supervise()
  return {
    isRunning: () => current.isRunning,
    nudge: (jobs: number) => current.pool?.nudge(jobs),
    async stop() {
      stopping = true
      await current.runner.stop().catch(() => undefined)
      await supervised
    },
  }
}

type Running = { runner: Runner; pool: WorkerPool | undefined; isRunning: boolean; ended: Promise<unknown> }

async function startRunner({
  tasks,
  cron,
  guard,
  pool,
  log,
  concurrency,
  pollEveryMs,
}: Options): Promise<Running> {
  const events: WorkerEvents = new EventEmitter()
  const running: Partial<Running> = {}
  // Before its workers exist: whoever finds a job locked must find the life sign of its owner too.
  events.on('pool:create', ({ workerPool }) => {
    running.pool = workerPool
    guard.protect(workerPool.id)
  })
  events.on('pool:release', ({ workerPool }) => guard.release(workerPool.id))
  const shuttingDown = new Promise((resolve) => events.on('pool:gracefulShutdown', resolve))
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    parsedCronItems: cron,
    events,
    noHandleSignals: true,
    logger: loggerOf(log),
    preset: {
      worker: {
        concurrentJobs: concurrency,
        pollInterval: pollEveryMs,
        gracefulShutdownAbortTimeout: finishWithinMs,
        // What is fetched ahead is locked: not for long, so that other processes get their share.
        localQueue: { size: concurrency * 10, ttl: 1_000 },
        completeJobBatchDelay: 5,
        failJobBatchDelay: 5,
      },
    },
  })
  const ended = Promise.race([shuttingDown, runner.promise.catch(() => undefined)])
  return { pool: undefined, ...running, runner, isRunning: true, ended }
}

/** What graphile-worker says, without what it adds: jobs and their payloads. Failed jobs are logged by watch.ts. */
function loggerOf(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta?.failure || meta?.success) return
    if (level === 'error') log.error({ part: 'jobs' }, message)
    else if (level === 'warning') log.warn({ part: 'jobs' }, message)
    else log.trace({ part: 'jobs' }, message)
  })
}

const within = (milliseconds: number, work: Promise<unknown>) =>
  Promise.race([work, sleep(milliseconds, undefined, { ref: false })])
