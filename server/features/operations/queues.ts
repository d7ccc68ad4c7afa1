import type {
  DeadLetterFilter,
  JobQuery,
  QueuedJob,
  QueuedJobs,
  RetriedDeadLetters,
} from '#contract/operations.ts'
import type { Ctx } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { type QueuedJob as Job, listJobs, retryJob } from '#platform/jobs/queue.ts'
import { jobsIn } from '#platform/jobs/queue-store.ts'
import { authorize } from '#platform/policy.ts'

const mostAtOnce = 500

export async function listQueuedJobs(ctx: Ctx, { state, limit, job, after }: JobQuery): Promise<QueuedJobs> {
  const { data, next } = await listJobs(ctx, {
    state,
    limit,
    ...(job !== undefined && { job }),
    ...(after !== undefined && { after }),
  })
  return { data: data.map(present), next }
}

/** Each in a transaction of its own: one that cannot be retried keeps none of the others from it. */
export async function retryDeadLetters(ctx: Ctx, { job }: DeadLetterFilter): Promise<RetriedDeadLetters> {
  authorize(ctx, 'queues:manage')
  const filter = { state: 'dead', job: job ?? null, before: null, limit: mostAtOnce + 1 } as const
  const letters = await jobsIn(ctx, filter)
  let retried = 0
  for (const { id } of letters.slice(0, mostAtOnce)) if (await isRetried(ctx, id)) retried++
  return { retried, more: letters.length > mostAtOnce }
}

async function isRetried(ctx: Ctx, id: string): Promise<boolean> {
  try {
    await retryJob(ctx, id)
    return true
  } catch (error) {
    // Somebody else has just retried it, or thrown it away.
    if (error instanceof DomainError && [404, 409].includes(error.status)) return false
    throw error
  }
}

const present = ({ runAt, createdAt, updatedAt, lockedAt, ...job }: Job): QueuedJob => ({
  ...job,
  runAt: runAt.toISOString(),
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
  lockedAt: lockedAt?.toISOString() ?? null,
})
