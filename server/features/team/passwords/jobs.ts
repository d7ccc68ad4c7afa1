import { z } from 'zod'
import { Id } from '#contract/common.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { createLink } from '../links/actions.ts'
import { mailLinkLater } from '../links/jobs.ts'
import { newestOf } from '../links/store.ts'
import * as people from '../store.ts'

// The mail says one hour, too.
const validHours = 1
const pauseMinutes = 2

export const mailPasswordReset = defineJob({
  name: 'team.mail_password_reset',
  payload: z.object({ personId: Id }),
  perform: (ctx, { personId }) => mailReset(ctx, personId),
})

/** Nothing for nobody, and nothing for somebody who asked only just now. */
const mailReset = (ctx: Ctx, personId: string): Promise<void> =>
  transaction(ctx, async (ctx) => {
    const person = await people.lock(ctx, personId)
    if (person?.state !== 'active') return
    const newest = await newestOf(ctx, personId, 'password_reset')
    const pause = new Date(ctx.now().getTime() - pauseMinutes * 60_000)
    // Without a pause anybody could fill somebody's mailbox. A link that an administrator made stands apart.
    if (newest && newest.created_by === null && newest.created_at > pause) return
    const { token } = await createLink(ctx, { personId, purpose: 'password_reset', hours: validHours })
    await mailLinkLater(ctx, token)
  })
