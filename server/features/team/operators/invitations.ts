import type { Invitation, NewPasswordByLink } from '#contract/team.ts'
import { actingAs, type Ctx, type Tx, transaction } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { createLink, followLink, useLink } from '../links/actions.ts'
import { mailLinkLater } from '../links/jobs.ts'
import { clearFailures } from '../lockout/store.ts'
import { hashGoodPassword } from '../passwords/actions.ts'
import { actorOf, assertMayBecome } from '../policy.ts'
import { type OpenedSession, openSession } from '../sessions/actions.ts'
import * as people from '../store.ts'

const validHours = 7 * 24

/** Mailed where mail can be sent; the address is answered in any case, for mails get lost. */
export async function invite(ctx: Tx, personId: string): Promise<Invitation> {
  const link = await createLink(ctx, { personId, purpose: 'invitation', hours: validHours })
  publish(ctx, 'person.invited', { type: 'person', id: personId })
  const mailed = ctx.mail.enabled
  if (mailed) await mailLinkLater(ctx, link.token)
  return { url: link.url, expiresAt: link.expiresAt.toISOString(), mailed }
}

export async function inviteAgain(ctx: Ctx, id: string): Promise<Invitation> {
  authorize(ctx, 'operators:create')
  return transaction(ctx, async (ctx) => {
    const person = await people.lock(ctx, id)
    if (!person) throw notFound('operator')
    assertMayBecome(ctx, person.role)
    if (person.state !== 'invited')
      throw conflict('already_joined', 'This person has accepted an invitation already.')
    return invite(ctx, id)
  })
}

/** Whoever holds the link is let in with the password just chosen: there is no second factor to ask for yet. */
export async function acceptInvitation(
  ctx: Ctx,
  { token, password }: NewPasswordByLink,
): Promise<OpenedSession> {
  const { person_id: id, ...owner } = await followLink(ctx, token, 'invitation')
  const hash = await hashGoodPassword(ctx, password, owner, '/password')
  return transaction(ctx, async (ctx) => {
    await useLink(ctx, token)
    const person = await people.lock(ctx, id)
    if (person?.state !== 'invited') throw conflict('already_joined', 'This invitation was accepted already.')
    await people.update(ctx, id, { state: 'active', password_hash: hash, password_changed_at: ctx.now() })
    await clearFailures(ctx, id)
    const as = actingAs(ctx, actorOf(person))
    publish(as, 'person.joined', { type: 'person', id })
    const session = await openSession(as, id, 'browser')
    publish(as, 'person.signed_in', { type: 'person', id }, { sessionId: session.id })
    return session
  })
}
