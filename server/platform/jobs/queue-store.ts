import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'

export const jobStates = ['waiting', 'running', 'failed', 'dead'] as const
export type JobState = (typeof jobStates)[number]

export type JobCounts = Record<JobState, number> & { job: string; oldestDue: Date | null }

export type JobRow = {
  id: string
  job: string
  state: JobState
  attempts: number
  maxAttempts: number
  runAt: Date
  createdAt: Date
  updatedAt: Date
  lockedAt: Date | null
  lastError: string | null
  payloadKeys: string[]
}

// `failed` waits for another attempt; `dead` gets none.
const state = sql<JobState>`case when locked_at is not null then 'running' when attempts >= max_attempts then 'dead'
  when attempts > 0 and last_error is not null then 'failed' else 'waiting' end`

export async function countJobs({ db }: Ctx): Promise<JobCounts[]> {
  const { rows } = await sql<JobCounts>`
    select job,
      (count(*) filter (where state = 'waiting'))::integer as waiting,
      (count(*) filter (where state = 'running'))::integer as running,
      (count(*) filter (where state = 'failed'))::integer as failed,
      (count(*) filter (where state = 'dead'))::integer as dead,
      min(run_at) filter (where state in ('waiting', 'failed') and run_at <= now()) as "oldestDue"
    from (select task_identifier as job, run_at, ${state} as state from graphile_worker.jobs) jobs
    group by job order by job`.execute(db)
  return rows
}

/** Newest first. Of the payload only the names of its keys: what people wrote may be in it. */
export async function jobsIn(
  { db }: Ctx,
  filter: { state: JobState; job: string | null; before: string | null; limit: number },
): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select j.id, t.identifier as job, ${state} as state, j.attempts, j.max_attempts as "maxAttempts",
      j.run_at as "runAt", j.created_at as "createdAt", j.updated_at as "updatedAt", j.locked_at as "lockedAt",
      j.last_error as "lastError",
      case json_typeof(j.payload) when 'object' then array(select json_object_keys(j.payload)) else '{}' end as "payloadKeys"
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where ${state} = ${filter.state}
      and (${filter.job}::text is null or t.identifier = ${filter.job})
      and (${filter.before}::bigint is null or j.id < ${filter.before}::bigint)
    order by j.id desc limit ${filter.limit}`.execute(db)
  return rows
}

/** The job, which no worker can take until the transaction ends. */
export async function lockJob({ db }: Tx, id: string): Promise<{ job: string; state: JobState } | undefined> {
  const { rows } = await sql<{ job: string; state: JobState }>`
    select t.identifier as job, ${state} as state
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.id = ${id}::bigint for update of j`.execute(db)
  return rows[0]
}

export const runAgain = ({ db }: Tx, id: string) =>
  sql`select id from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at => now(), attempts => 0)`.execute(
    db,
  )

export const giveUp = ({ db }: Tx, id: string, reason: string) =>
  sql`select id from graphile_worker.permanently_fail_jobs(array[${id}::bigint], ${reason})`.execute(db)

export const remove = ({ db }: Tx, id: string) =>
  sql`select id from graphile_worker.complete_jobs(array[${id}::bigint])`.execute(db)

export async function removeDeadBefore({ db }: Ctx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    select id from graphile_worker.complete_jobs(array(
      select id from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at is null and run_at < ${before} limit ${limit}))`.execute(
    db,
  )
  return rows.length
}
