import { Nothing } from '#contract/common.ts'
import {
  DeadLetterFilter,
  DeadLetterQuery,
  InstanceState,
  JobId,
  JobQuery,
  QueuedJobs,
  QueueStats,
  RetriedDeadLetters,
} from '#contract/operations.ts'
import type { Http } from '#platform/http/route.ts'
import { cancelJob, queueStats, retryJob } from '#platform/jobs/queue.ts'
import { describeInstance } from './instance.ts'
import { listQueuedJobs, retryDeadLetters } from './queues.ts'

export function routes(all: Http): void {
  queueRoutes(all.tag('Queues'))

  all.tag('Operations').get('/operations/instance', {
    can: 'operations:read',
    summary: 'See what is running here, on what, and how much room is left',
    reply: InstanceState,
    run: (ctx) => describeInstance(ctx),
  })
}

function queueRoutes(http: Http): void {
  http.get('/queues/stats', {
    can: 'queues:read',
    summary: 'Count the jobs, by state and by name',
    reply: QueueStats,
    run: (ctx) => queueStats(ctx),
  })

  http.get('/queues/jobs', {
    can: 'queues:read',
    summary: 'List the jobs in a state, newest first',
    query: JobQuery,
    reply: QueuedJobs,
    run: (ctx, { query }) => listQueuedJobs(ctx, query),
  })

  http.post('/queues/jobs/:id/retry', {
    can: 'queues:manage',
    summary: 'Run a job now, with all its attempts before it',
    params: JobId,
    reply: Nothing,
    run: (ctx, { params }) => retryJob(ctx, params.id),
  })

  http.delete('/queues/jobs/:id', {
    can: 'queues:manage',
    summary: 'Cancel a job',
    description: 'It becomes a dead letter, which can still be retried. A dead letter is thrown away.',
    params: JobId,
    reply: Nothing,
    run: (ctx, { params }) => cancelJob(ctx, params.id),
  })

  http.get('/queues/dead-letters', {
    can: 'queues:read',
    summary: 'List the jobs that failed too often, newest first',
    query: DeadLetterQuery,
    reply: QueuedJobs,
    run: (ctx, { query }) => listQueuedJobs(ctx, { ...query, state: 'dead' }),
  })

  http.post('/queues/dead-letters/retry', {
    can: 'queues:manage',
    summary: 'Retry the dead letters, up to 500 at once',
    query: DeadLetterFilter,
    reply: RetriedDeadLetters,
    run: (ctx, { query }) => retryDeadLetters(ctx, query),
  })
}
