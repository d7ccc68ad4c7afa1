import { LinkPurpose, Locale } from '#contract/team.ts'
import type { Ctx } from '#platform/context.ts'
import { MailError } from '#platform/mail.ts'
import { hashOfToken } from '../tokens.ts'
import { addressOf } from './actions.ts'
import { invitationText, passwordResetText } from './mail-texts.ts'
import { findUsable } from './store.ts'

/** Sends the link unless it was used or replaced in the meantime. */
export async function mailLink(ctx: Ctx, token: string): Promise<void> {
  const link = await findUsable(ctx, hashOfToken(token))
  if (!link) return
  const purpose = LinkPurpose.parse(link.purpose)
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
