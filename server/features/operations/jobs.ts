import { z } from 'zod'
import { purgeEvents } from '#platform/events/retention.ts'
import type { Schedule } from '#platform/feature.ts'
import { purgeIdempotencyKeys } from '#platform/http/index.ts'
import { defineJob, enqueue, type Job } from '#platform/jobs/job.ts'
import { purgeDeadLetters } from '#platform/jobs/queue.ts'

type Empty = Record<string, never>
const Empty = z.object({})

const letGoOfEvents: Job<Empty> = defineJob({
  name: 'operations.let_go_of_events',
  payload: Empty,
  perform: async (ctx) => {
    if (await purgeEvents(ctx)) await enqueue(ctx, letGoOfEvents, {}, { key: 'operations.let_go_of_events' })
  },
})

const letGoOfDeadLetters: Job<Empty> = defineJob({
  name: 'operations.let_go_of_dead_letters',
  payload: Empty,
  perform: async (ctx) => {
    if (await purgeDeadLetters(ctx))
      await enqueue(ctx, letGoOfDeadLetters, {}, { key: 'operations.let_go_of_dead_letters' })
  },
})

const letGoOfIdempotencyKeys = defineJob({
  name: 'operations.let_go_of_idempotency_keys',
  payload: Empty,
  perform: async (ctx) => void (await purgeIdempotencyKeys(ctx)),
})

export const jobs: readonly Job[] = [letGoOfEvents, letGoOfDeadLetters, letGoOfIdempotencyKeys]

/** What the platform keeps for a while and no feature owns. */
export const schedules: readonly Schedule[] = [
  { name: 'operations.let_go_of_events', crontab: '20 4 * * *', job: letGoOfEvents },
  { name: 'operations.let_go_of_dead_letters', crontab: '30 4 * * *', job: letGoOfDeadLetters },
  { name: 'operations.let_go_of_idempotency_keys', crontab: '15 * * * *', job: letGoOfIdempotencyKeys },
]
