import type { Task, TaskList } from 'graphile-worker'
import type { Ctx, Deps } from '#platform/context.ts'
import type { Guard } from '#platform/jobs/guard.ts'
import type { Job } from '#platform/jobs/job.ts'
import { isOwnedBy } from '#platform/jobs/store.ts'
import { type Outcome, watchJobs } from '#platform/jobs/watch.ts'
import { system } from '#platform/policy.ts'

/** Each job as graphile-worker calls it: when it is still ours, as Prosa itself, and watched. */
export function tasksOf(jobs: readonly Job[], deps: Deps, guard: Guard): TaskList {
  const ctx: Ctx = { ...deps, actor: system }
  const watch = watchJobs(deps)
  const signals = joinedSignals()
  const taskOf =
    (job: Job): Task =>
    async (payload, { job: row, abortSignal }) => {
      await assertOurs(ctx, guard, row, abortSignal)
      const owned = guard.signal()
      const report = watch(job.name, row)
      const run = {
        signal: signals(abortSignal, owned),
        attempt: row.attempts,
        lastAttempt: row.attempts >= row.max_attempts,
      }
      const outcome = await attempted(() => job.perform(ctx, withoutCron(payload), run))
      report(outcome)
      if ('error' in outcome) throw outcome.error
      // Reported as done, it would be deleted under whoever works on it now.
      owned.throwIfAborted()
    }
  return Object.fromEntries(jobs.map((job) => [job.name, taskOf(job)]))
}

type Row = Parameters<Task>[1]['job']

/**
 * A job waits for the life sign before it starts. One that was fetched before the sign was (re)gained may have been
 * taken up elsewhere; throwing is harmless then, because failing checks the owner and completing does not.
 */
async function assertOurs(ctx: Ctx, guard: Guard, row: Row, abort: AbortSignal): Promise<void> {
  const since = await (guard.isHeld() ? guard.held() : Promise.race([guard.held(), aborted(abort)]))
  if (row.locked_by && row.locked_at && row.locked_at > since) return
  if (!(await isOwnedBy(ctx, row.id, row.locked_by ?? '')))
    throw new Error('Another process has taken up this job.')
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

async function attempted(work: () => Promise<void>): Promise<Outcome> {
  try {
    await work()
    return {}
  } catch (error) {
    return { error }
  }
}

/** A schedule adds when it was due; the jobs are told nothing of it. */
function withoutCron(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload
  const { _cron, ...rest }: { _cron?: unknown } = payload
  return rest
}

/** One signal for two, made once: thousands of jobs would each leave a listener on those that live long. */
function joinedSignals(): (a: AbortSignal, b: AbortSignal) => AbortSignal {
  let known: { a: AbortSignal; b: AbortSignal; both: AbortSignal } | undefined
  return (a, b) => {
    if (known?.a !== a || known.b !== b) known = { a, b, both: AbortSignal.any([a, b]) }
    return known.both
  }
}
