import type { Draft } from '../wire/calls.ts'
import { clearContext, context } from './context.ts'
import { sendDraft } from './outbox.ts'

/** Sends with what stands above the field: the message that is answered, the advertisement, the mark of forwarding. */
export function sendAbout(words: string, draft: Draft): Promise<void> {
  const { reply, ad, forwarded } = context()
  const about = reply ? { replyTo: reply.id } : forwarded ? ({ forwarded: true } as const) : undefined
  clearContext()
  return sendDraft(words, { ...draft, ...(about && { context: about }), ...(ad && { referral: true }) })
}
