import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import { lifeSigns } from '#platform/jobs/guard.ts'

type Db = Pick<Ctx, 'db'>

// Each CTE is materialized so that the locks are tried once per pool; they are gone with the statement.
const owners = sql`
  owners as materialized (
    select distinct locked_by from graphile_worker._private_jobs where locked_by is not null
    union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null)`
const dead = sql`
  dead as materialized (
    select locked_by from owners where pg_try_advisory_xact_lock(${lifeSigns}::integer, hashtext(locked_by)))`

/** Pools that hold jobs and show no sign of life. */
export async function deadPools({ db }: Db): Promise<string[]> {
  const { rows } = await sql<{
    locked_by: string
  }>`with ${owners}, ${dead} select locked_by from dead`.execute(db)
  return rows.map(({ locked_by }) => locked_by)
}

/** Unlocks what these pools hold, except those that have shown a sign after all. */
export async function releaseJobsOf(
  { db }: Db,
  pools: string[],
): Promise<{ jobs: number; exhausted: number }> {
  const { rows } = await sql<{ jobs: number; exhausted: number }>`
    with owners as materialized (select locked_by from unnest(${pools}::text[]) as pool(locked_by)), ${dead},
    held as materialized (
      select count(*)::integer as jobs, (count(*) filter (where attempts >= max_attempts))::integer as exhausted
      from graphile_worker._private_jobs where locked_by in (select locked_by from dead))
    select held.* from held, lateral graphile_worker.force_unlock_workers(array(select locked_by from dead))`.execute(
    db,
  )
  return rows[0] ?? { jobs: 0, exhausted: 0 }
}

/** Whether the job is still this pool's; another process may have taken it up. */
export async function isOwnedBy({ db }: Db, jobId: string, poolId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from graphile_worker._private_jobs where id = ${jobId}::bigint and locked_by = ${poolId}`.execute(
    db,
  )
  return rows.length > 0
}
