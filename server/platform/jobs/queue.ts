import { type Ctx, transaction } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import * as store from '#platform/jobs/queue-store.ts'
import { scrub } from '#platform/log/scrub.ts'
import { authorize } from '#platform/policy.ts'

export { type JobState, jobStates } from '#platform/jobs/queue-store.ts'

export type QueueStats = {
  waiting: number
  running: number
  failed: number
  dead: number
  /** How long the job has been waiting that should have begun first. */
  oldestDueSeconds: number
  jobs: { job: string; waiting: number; running: number; failed: number; dead: number }[]
}

export async function queueStats(ctx: Ctx): Promise<QueueStats> {
  authorize(ctx, 'queues:read')
  const jobs = await store.countJobs(ctx)
  const sum = (state: store.JobState) => jobs.reduce((total, counts) => total + counts[state], 0)
  const due = jobs.flatMap(({ oldestDue }) => (oldestDue ? [oldestDue.getTime()] : []))
  const waitedMs = due.length > 0 ? ctx.now().getTime() - Math.min(...due) : 0
  return {
    waiting: sum('waiting'),
    running: sum('running'),
    failed: sum('failed'),
    dead: sum('dead'),
    oldestDueSeconds: Math.max(0, Math.round(waitedMs / 1000)),
    jobs: jobs.map(({ oldestDue: _, ...counts }) => counts),
  }
}

export type QueuedJob = Omit<store.JobRow, 'lastError'> & { error: string | null }

/** Newest first; `dead` are the dead letters. */
export async function listJobs(
  ctx: Ctx,
  { state, job, limit, after }: { state: store.JobState; job?: string; limit: number; after?: string },
): Promise<{ data: QueuedJob[]; next: string | null }> {
  authorize(ctx, 'queues:read')
  const before = after === undefined ? null : idOf(after)
  const rows = await store.jobsIn(ctx, { state, job: job ?? null, before, limit: limit + 1 })
  const data = rows.slice(0, limit).map(({ lastError, ...row }) => ({ ...row, error: readable(lastError) }))
  return { data, next: rows.length > limit ? (data.at(-1)?.id ?? null) : null }
}

/** Makes the job run now, with all its attempts before it. */
export async function retryJob(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'queues:manage')
  await transaction(ctx, async (ctx) => {
    const { job } = await idle(ctx, id)
    await store.runAgain(ctx, idOf(id))
    publish(ctx, 'job.retried', { type: 'job', id }, { job })
  })
}

/** A job that would still run becomes a dead letter, which can be retried; a dead letter is thrown away. */
export async function cancelJob(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'queues:manage')
  await transaction(ctx, async (ctx) => {
    const { job, state } = await idle(ctx, id)
    if (state === 'dead') await store.remove(ctx, idOf(id))
    else await store.giveUp(ctx, idOf(id), 'Cancelled')
    publish(ctx, 'job.cancelled', { type: 'job', id }, { job, removed: state === 'dead' })
  })
}

export const deadLetterRetentionDays = 90

/** Lets go of old dead letters, a bounded number at once; `true` when there may be more. */
export async function purgeDeadLetters(ctx: Ctx, limit = 1_000): Promise<boolean> {
  authorize(ctx, 'queues:manage')
  const before = new Date(ctx.now().getTime() - deadLetterRetentionDays * 86_400_000)
  return (await store.removeDeadBefore(ctx, before, limit)) === limit
}

async function idle(ctx: Parameters<typeof store.lockJob>[0], id: string) {
  const found = await store.lockJob(ctx, idOf(id))
  if (!found) throw notFound('job')
  if (found.state === 'running') throw conflict('job_running', 'This job is running right now.')
  return found
}

/** An id that cannot be one is one that does not exist. */
function idOf(id: string): string {
  if (!/^\d{1,18}$/.test(id)) throw notFound('job')
  return id
}

const readable = (error: string | null) => (error === null ? null : scrub(error).slice(0, 500))
