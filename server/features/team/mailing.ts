import { type LinkPurpose, Locale } from '#contract/team.ts'
import type { Ctx, Tx } from '#platform/context.ts'
import { MailError } from '#platform/mail.ts'
import * as links from './link-store.ts'
import { addressOf, createLink } from './links.ts'
import { invitationText, passwordResetText } from './mail-texts.ts'
import * as people from './people-store.ts'
import { hashOfToken } from './tokens.ts'

const resetHours = 1
const resetPauseMinutes = 2
const payloadPurpose = 'team.mailed_link'

/** Links wait for the mail server in a queue, where nobody who reads it may find a way in. */
export const sealLink = ({ secrets }: Ctx, token: string): string => secrets.seal(payloadPurpose, token)

/** The link for somebody who asked for it; null for nobody, and for somebody who asked only just now. */
export async function prepareReset(ctx: Tx, personId: string): Promise<string | null> {
  const person = await people.lock(ctx, personId)
  if (person?.state !== 'active') return null
  const newest = await links.newestOf(ctx, personId, 'password_reset')
  const pause = new Date(ctx.now().getTime() - resetPauseMinutes * 60_000)
  // Without a pause anybody could fill somebody's mailbox. A link that an administrator made stands apart.
  if (newest && newest.created_by === null && newest.created_at > pause) return null
  const { token } = await createLink(ctx, { personId, purpose: 'password_reset', hours: resetHours })
  return sealLink(ctx, token)
}

/** Sends the link unless it was used or replaced in the meantime. */
export async function mailLink(ctx: Ctx, sealedToken: string): Promise<void> {
  const token = ctx.secrets.open(payloadPurpose, sealedToken)
  const link = await links.findUsable(ctx, hashOfToken(token))
  if (!link) return
  const purpose: LinkPurpose = link.purpose === 'invitation' ? 'invitation' : 'password_reset'
  const texts = purpose === 'invitation' ? invitationText : passwordResetText
  const write = texts[Locale.parse(link.locale)]
  const letter = write({ name: link.name, url: addressOf(ctx, purpose, token), expiresAt: link.expires_at })
  try {
    await ctx.mail.send({ to: link.email, ...letter })
  } catch (error) {
    // Trying again would be refused again; the administrator still has the link to hand over.
    if (!(error instanceof MailError) || error.retryable) throw error
    ctx.log.warn({ personId: link.person_id, purpose, code: error.code }, 'the mail server refused a link')
  }
}
