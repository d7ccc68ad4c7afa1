import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import type { Schedule } from '#platform/feature.ts'
import { defineJob, enqueue, type Job } from '#platform/jobs/job.ts'
import * as store from '../store.ts'
import { checkQuietly } from './check.ts'

// With the growing pauses between attempts, this is a minute and a half after the first.
const patientAttempts = 5

export const check = defineJob({
  name: 'accounts.check',
  payload: z.object({ accountId: z.uuid() }),
  maxAttempts: 12,
  perform: async (ctx, { accountId }, { attempt }) => {
    const outcome = await checkQuietly(ctx, accountId, { patient: attempt < patientAttempts })
    if (outcome === 'unreachable') throw new Error('The provider cannot be reached.')
  },
})

const checkAll: Job<Record<string, never>> = defineJob({
  name: 'accounts.check_all',
  payload: z.object({}),
  perform: async (ctx) => {
    for (const id of await store.idsOfAll(ctx)) await checkSoon(ctx, id)
  },
})

export const checkSoon = (ctx: Pick<Ctx, 'db'>, accountId: string): Promise<void> =>
  enqueue(ctx, check, { accountId }, { key: `accounts.check:${accountId}` })

export const checkJobs: readonly Job[] = [check, checkAll]

export const checkSchedules: readonly Schedule[] = [
  { name: 'accounts.check_all', crontab: '17 * * * *', job: checkAll },
]
