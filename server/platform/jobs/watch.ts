import type { Job as Row } from 'graphile-worker'
import type { Deps } from '#platform/context.ts'

export type Outcome = { error?: unknown }

const seconds = [0.005, 0.02, 0.1, 0.5, 1, 2, 5, 15, 60]

/** Counts and times what the jobs do, and logs what fails: never a payload, which may hold what people wrote. */
export function watchJobs({ log, metrics, now }: Pick<Deps, 'log' | 'metrics' | 'now'>) {
  const ended = metrics.counter('prosa_jobs_total', 'Jobs run, by how they ended', ['job', 'result'])
  const duration = metrics.histogram('prosa_job_seconds', 'How long jobs ran', {
    labelNames: ['job'],
    buckets: seconds,
  })
  const delay = metrics.histogram('prosa_job_delay_seconds', 'How late jobs started', {
    labelNames: ['job'],
    buckets: seconds,
  })
  return (job: string, { id, attempts, max_attempts, run_at }: Row) => {
    delay.observe({ job }, Math.max(0, now().getTime() - run_at.getTime()) / 1000)
    const timed = duration.startTimer({ job })
    return (outcome: Outcome) => {
      timed()
      if (!('error' in outcome)) return ended.inc({ job, result: 'done' })
      const isDead = attempts >= max_attempts
      ended.inc({ job, result: isDead ? 'dead' : 'failed' })
      const fields = { job, jobId: id, attempt: attempts, of: max_attempts, err: outcome.error }
      if (isDead) log.error(fields, 'a job failed for the last time and is a dead letter now')
      else log.warn(fields, 'a job failed and will be tried again')
    }
  }
}
