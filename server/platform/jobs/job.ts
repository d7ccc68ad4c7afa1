import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'

export type JobRun = { signal: AbortSignal; attempt: number; lastAttempt: boolean }

/**
 * A named piece of work. It may run more than once (a process can die after the work and before the note of it),
 * so running it twice must do nothing new. `P` appears only in the phantom field: lists of jobs stay covariant.
 */
export type Job<P extends object = object> = {
  name: string
  maxAttempts: number
  perform: (ctx: Ctx, payload: unknown, run: JobRun) => Promise<void>
  readonly payload?: P
}

export function defineJob<S extends z.ZodType<object>>(spec: {
  name: string
  payload: S
  perform: (ctx: Ctx, payload: z.infer<S>, run: JobRun) => Promise<void>
  maxAttempts?: number
}): Job<z.infer<S>> {
  // Fewer than three would lose work: the attempt is counted when a job is taken, so two processes that die with it
  // would leave it exhausted without it ever having run.
  const maxAttempts = Math.max(3, spec.maxAttempts ?? 10)
  return {
    name: spec.name,
    maxAttempts,
    perform: (ctx, payload, run) => spec.perform(ctx, spec.payload.parse(payload), run),
  }
}

export type EnqueueOptions = {
  at?: Date
  /** At most one waiting job has this key. A job that is already running does not count: rows must be locked. */
  key?: string
  /** What a second enqueue of the key does: move the job (`replace`), leave its time (`keep-time`), or only advance it. */
  whenWaiting?: 'replace' | 'keep-time' | 'advance'
  /** Smaller runs first. */
  priority?: number
}

/** In a transaction the job exists only if the transaction does. */
export async function enqueue<P extends object>(
  ctx: Pick<Ctx, 'db'>,
  job: Job<P>,
  payload: P,
  { at, key, whenWaiting = 'replace', priority }: EnqueueOptions = {},
): Promise<void> {
  const mode = whenWaiting === 'keep-time' ? 'preserve_run_at' : 'replace'
  const time = sql`${at ?? null}::timestamptz`
  const earlier = sql`least(${time}, (
    select run_at from graphile_worker.jobs where key = ${key ?? null} and locked_at is null))`
  await sql`
    select id from graphile_worker.add_job(
      identifier => ${job.name}, payload => ${JSON.stringify(payload)}::json,
      run_at => ${whenWaiting === 'advance' && at ? earlier : time},
      max_attempts => ${job.maxAttempts}::int, job_key => ${key ?? null}, priority => ${priority ?? null}::int,
      job_key_mode => ${mode})`.execute(ctx.db)
}

/** Many at once, in one statement. None of them has a key or a time. */
export const enqueueAll = (
  ctx: Pick<Ctx, 'db'>,
  wanted: ReadonlyArray<{ job: Job; payload: object }>,
): Promise<void> =>
  addJobs(
    ctx,
    wanted.map(({ job, payload }) => specOf(job, payload)),
  )

/** Many of one kind at once, each with a key: one that waits under the same key is replaced. */
export const enqueueKeyed = <P extends object>(
  ctx: Pick<Ctx, 'db'>,
  job: Job<P>,
  wanted: ReadonlyArray<{ payload: P; key: string; at?: Date | undefined }>,
): Promise<void> =>
  addJobs(
    ctx,
    // In a fixed order, because the rows of waiting jobs are locked.
    [...wanted]
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ payload, key, at }) => ({ ...specOf(job, payload), job_key: key, run_at: at ?? null })),
  )

const specOf = ({ name, maxAttempts }: Job, payload: object) => ({
  identifier: name,
  payload,
  max_attempts: maxAttempts,
})

async function addJobs(ctx: Pick<Ctx, 'db'>, specs: readonly object[]): Promise<void> {
  if (specs.length === 0) return
  await sql`
    select count(*) from graphile_worker.add_jobs(array(
      select spec from json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specs)}::json) as spec
    ))`.execute(ctx.db)
}
