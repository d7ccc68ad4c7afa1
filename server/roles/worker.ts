import type { Feature } from '#platform/feature.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import type { Instance } from '../instance.ts'

/** Does the work that jobs, schedules and reactions describe. */
export function startWorkerRole({ deps, database, connection }: Instance, features: readonly Feature[]) {
  return startWorker({ deps, pool: database.pool, connection: connection.settings, features })
}
