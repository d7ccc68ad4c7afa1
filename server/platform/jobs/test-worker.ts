import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import { lifeSigns } from '#platform/jobs/guard.ts'
import { prepareRuns, type Run, runsOf, testFeature } from '#platform/jobs/test-jobs.ts'
import { startWorker, type Worker } from '#platform/jobs/worker.ts'
import { system } from '#platform/policy.ts'
import { type TestDeps, testDeps } from '#test/deps.ts'
import { asAdmin } from '#test/postgres.ts'

export type Workshop = TestDeps & {
  ctx: Ctx
  url: string
  /** A worker in this process; stopped by `clear`. */
  startHere: (options?: { feature?: Feature; guard?: string; pollEveryMs?: number }) => Promise<Worker>
  /** One in a process of its own; killed by `clear`. */
  startElsewhere: (...words: string[]) => Promise<ChildProcess>
  runs: () => Promise<Run[]>
  until: (what: (runs: Run[]) => boolean, patience?: number) => Promise<Run[]>
  untilLogged: (what: RegExp) => Promise<void>
  /** Jobs that some worker has taken. */
  locked: () => Promise<number>
  cutLifeSigns: () => Promise<number>
  clear: () => Promise<void>
}

/** A place where workers are started, killed and watched. */
export async function openWorkshop(): Promise<Workshop> {
  const test = await testDeps()
  const ctx: Ctx = { ...test.deps, actor: system }
  const url = test.deps.config.databaseUrl ?? ''
  const open: Array<() => Promise<unknown>> = []
  await prepareRuns(ctx)
  const runs = () => runsOf(ctx)
  return {
    ...test,
    ctx,
    url,
    runs,
    async startHere({ feature = testFeature, guard = url, ...pace } = {}) {
      const worker = await startWorker({
        deps: test.deps,
        pool: test.database.pool,
        connection: { connectionString: guard },
        features: [feature],
        concurrency: 4,
        ...pace,
      })
      open.push(worker.stop)
      return worker
    },
    async startElsewhere(...words) {
      const child = await startProcess([...words, '--database', url, '--data', test.deps.config.dataDir])
      open.push(() => kill(child))
      return child
    },
    async until(what, patience = 30_000) {
      for (const end = Date.now() + patience; ; await sleep(10)) {
        const now = await runs()
        if (what(now)) return now
        if (Date.now() > end) throw new Error(`still waiting for ${what}: ${JSON.stringify(now)}`)
      }
    },
    async untilLogged(what) {
      for (const end = Date.now() + 30_000; !test.logLines.some((line) => what.test(line)); await sleep(20))
        if (Date.now() > end) throw new Error(`not logged: ${what}`)
    },
    async locked() {
      const { rows } = await sql<{ n: number }>`
        select count(*)::integer as n from graphile_worker._private_jobs where locked_by is not null`.execute(
        ctx.db,
      )
      return rows[0]?.n ?? 0
    },
    cutLifeSigns: () => cut(url),
    async clear() {
      for (const close of open.splice(0)) await close()
      await sql`truncate test_runs; truncate graphile_worker._private_jobs`.execute(ctx.db)
    },
  }
}

export const ended = (runs: Run[]) => runs.filter(({ ended }) => ended)
export const namesOf = (runs: Run[]) => runs.map(({ name }) => name)

async function startProcess(words: string[]): Promise<ChildProcess> {
  const script = new URL('test-process.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, ...words], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const cut = (url: string): Promise<number> =>
  asAdmin(url, async (admin) => {
    const { rows } = await admin.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = $1
       and database = (select oid from pg_database where datname = current_database())`,
      [lifeSigns],
    )
    return rows.length
  })

export type GuardRole = {
  url: string
  shutOut: () => Promise<void>
  letIn: () => Promise<void>
  drop: () => Promise<void>
}

/** A role for the life sign of one worker, which can be shut out alone. */
export async function openGuardRole(shopUrl: string): Promise<GuardRole> {
  const name = `prosa_test_guard_${process.pid}`
  const run = (...statements: string[]) =>
    asAdmin(shopUrl, async (admin) => {
      for (const statement of statements) await admin.query(statement)
    })
  await run(`create role ${name} login password 'guard'`)
  const url = new URL(shopUrl)
  url.username = name
  url.password = 'guard'
  return {
    url: url.href,
    shutOut: () =>
      run(
        `alter role ${name} nologin`,
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`,
      ),
    letIn: () => run(`alter role ${name} login`),
    drop: () => run(`drop role ${name}`),
  }
}
