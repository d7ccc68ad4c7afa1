import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import type { Schedule } from '#platform/feature.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { sendLinkByMail } from './links/jobs.ts'
import * as links from './links/store.ts'
import * as failures from './lockout/store.ts'
import { mailPasswordReset } from './passwords/jobs.ts'
import { sweepPresence } from './presence/actions.ts'
import { endPresence } from './presence/jobs.ts'
import { endDeadSessions } from './sessions/actions.ts'
import * as challenges from './sessions/challenge-store.ts'

const batch = 200
const mostBatches = 50
const dayMs = 24 * 3_600_000

const sweep = defineJob({
  name: 'team.sweep_presence',
  payload: z.object({}),
  perform: (ctx) => untilDone(() => sweepPresence(ctx, batch)),
})

const purge = defineJob({
  name: 'team.purge',
  payload: z.object({}),
  perform: purgeWhatRanOut,
})

export const jobs = [sendLinkByMail, mailPasswordReset, endPresence, sweep, purge]

export const schedules: Schedule[] = [
  { name: 'team.sweep_presence', crontab: '* * * * *', job: sweep },
  { name: 'team.purge', crontab: '*/5 * * * *', job: purge },
]

async function purgeWhatRanOut(ctx: Ctx): Promise<void> {
  const yesterday = new Date(ctx.now().getTime() - dayMs)
  await untilDone(() => endDeadSessions(ctx, batch))
  await untilDone(async () => (await challenges.removeOld(ctx, batch)) === batch)
  await untilDone(async () => (await failures.removeOld(ctx, yesterday, batch)) === batch)
  await untilDone(async () => (await links.removeOld(ctx, yesterday, batch)) === batch)
}

/** A step says whether there may be more. Small steps, and not without end: what is left waits for the next time. */
async function untilDone(step: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < mostBatches; n++) if (!(await step())) return
}
