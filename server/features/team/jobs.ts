import { z } from 'zod'
import { Id } from '#contract/common.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import type { Schedule } from '#platform/feature.ts'
import { defineJob, enqueue } from '#platform/jobs/job.ts'
import * as links from './link-store.ts'
import { mailLink, prepareReset } from './mailing.ts'
import { lapsePresence, sweepPresence } from './presence.ts'
import { endDeadSessions } from './sessions.ts'
import * as signIns from './sign-in-store.ts'

const batch = 200
const mostBatches = 50
const dayMs = 24 * 3_600_000

/** Ten attempts over some hours; a link that is used, replaced or over by then is not sent. */
export const sendLinkByMail = defineJob({
  name: 'team.send_link_by_mail',
  payload: z.object({ sealedToken: z.string() }),
  perform: (ctx, { sealedToken }) => mailLink(ctx, sealedToken),
})

export const mailPasswordReset = defineJob({
  name: 'team.mail_password_reset',
  payload: z.object({ personId: Id }),
  perform: (ctx, { personId }) =>
    transaction(ctx, async (ctx) => {
      const sealedToken = await prepareReset(ctx, personId)
      if (sealedToken) await enqueue(ctx, sendLinkByMail, { sealedToken })
    }),
})

export const endPresence = defineJob({
  name: 'team.end_presence',
  payload: z.object({ personId: Id }),
  perform: (ctx, { personId }) => lapsePresence(ctx, personId),
})

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
  await untilDone(async () => (await signIns.removeOldChallenges(ctx, batch)) === batch)
  await untilDone(async () => (await signIns.removeOldFailures(ctx, yesterday, batch)) === batch)
  await untilDone(async () => (await links.removeOld(ctx, yesterday, batch)) === batch)
}

/** Small steps, and not without end: what is left waits for the next time. */
async function untilDone(step: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < mostBatches; n++) if (!(await step())) return
}
