import { z } from 'zod'
import { transaction } from '#platform/context.ts'
import type { Schedule } from '#platform/feature.ts'
import { defineJob, enqueue, type Job } from '#platform/jobs/job.ts'
import { letGoOfOldEntries } from './retention.ts'
import { readAuditSettings } from './settings.ts'
import { recordVerdict, verifyAudit } from './verification.ts'

const Empty = z.object({})

const verifyDaily = defineJob({
  name: 'audit.verify',
  payload: Empty,
  perform: async (ctx) => enqueue(ctx, verifyOn, { after: 0 }, { key: 'audit.verify' }),
})

/** A long chain is walked in short jobs, each from where the one before has stopped. */
const verifyOn: Job<{ after: number }> = defineJob({
  name: 'audit.verify_on',
  payload: z.object({ after: z.number().int().min(0) }),
  perform: async (ctx, { after }) => {
    const verification = await verifyAudit(ctx, after)
    if (verification.next === null) return recordVerdict(ctx, verification)
    await enqueue(ctx, verifyOn, { after: verification.next }, { key: 'audit.verify' })
  },
})

const letGo: Job<Record<string, never>> = defineJob({
  name: 'audit.let_go',
  payload: Empty,
  perform: (ctx) =>
    transaction(ctx, async (ctx) => {
      const more = await letGoOfOldEntries(ctx, await readAuditSettings(ctx))
      if (more) await enqueue(ctx, letGo, {}, { key: 'audit.let_go' })
    }),
})

export const jobs: readonly Job[] = [verifyDaily, verifyOn, letGo]

/** At night in Brazil. */
export const schedules: readonly Schedule[] = [
  { name: 'audit.let_go', crontab: '10 4 * * *', job: letGo },
  { name: 'audit.verify', crontab: '40 4 * * *', job: verifyDaily },
]
