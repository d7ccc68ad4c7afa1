import { z } from 'zod'
import type { Tx } from '#platform/context.ts'
import { defineJob, enqueue } from '#platform/jobs/job.ts'
import { mailLink } from './mailing.ts'

const seal = 'team.mailed_link'

/** Links wait for the mail server in a queue, where nobody who reads it may find a way in. */
export const mailLinkLater = (ctx: Tx, token: string): Promise<void> =>
  enqueue(ctx, sendLinkByMail, { sealedToken: ctx.secrets.seal(seal, token) })

/** Ten attempts over some hours; a link that is used, replaced or over by then is not sent. */
export const sendLinkByMail = defineJob({
  name: 'team.send_link_by_mail',
  payload: z.object({ sealedToken: z.string() }),
  perform: (ctx, { sealedToken }) => mailLink(ctx, ctx.secrets.open(seal, sealedToken)),
})
