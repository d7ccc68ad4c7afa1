import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

const waiting = `
  select t.identifier || coalesce(' (' || j.last_error || ')', '') as job
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.run_at <= now() and j.attempts < j.max_attempts`

/** Waits until no job is due or running. One that fails is due again soon, so its error shows up here. */
export async function untilIdle(pool: pg.Pool, patience = 60_000): Promise<void> {
  for (const end = Date.now() + patience; ; await sleep(20)) {
    const { rows } = await pool.query<{ job: string }>(waiting)
    if (rows.length === 0) return
    if (Date.now() > end) throw new Error(`Jobs are still waiting: ${rows.map(({ job }) => job).join(', ')}`)
  }
}
