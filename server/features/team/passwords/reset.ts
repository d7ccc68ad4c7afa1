import type { LinkToHandOver, NewPasswordByLink } from '#contract/team.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs/job.ts'
import { authorize } from '#platform/policy.ts'
import { forgetIdentities } from '../identity-cache.ts'
import { createLink, followLink, useLink } from '../links/actions.ts'
import { clearFailures } from '../lockout/store.ts'
import { assertMayBecome } from '../policy.ts'
import { endSessionsOf } from '../sessions/actions.ts'
import * as people from '../store.ts'
import { hashGoodPassword, setPassword } from './actions.ts'
import { mailPasswordReset } from './jobs.ts'

const hoursToHandOver = 24

/**
 * The same work and the same answer whether or not there is such a person. The link is made by the job, so that its
 * token waits in no queue.
 */
export async function requestPasswordReset(ctx: Ctx, email: string): Promise<void> {
  if (!ctx.mail.enabled) return
  const found = await people.findByEmail(ctx, email)
  const personId = found?.state === 'active' ? found.id : null
  await transaction(ctx, async (ctx) => {
    publish(ctx, 'person.password_reset_requested', { type: 'person', id: personId })
    const payload = { personId: personId ?? newId() }
    await enqueue(ctx, mailPasswordReset, payload, { key: `password-reset:${payload.personId}` })
  })
}

/** For an administrator to pass on, where no mail can be sent or none arrives. */
export async function createPasswordReset(ctx: Ctx, id: string): Promise<LinkToHandOver> {
  authorize(ctx, 'operators:update')
  const { url, expiresAt } = await transaction(ctx, async (ctx) => {
    const person = await people.lock(ctx, id)
    if (!person) throw notFound('operator')
    assertMayBecome(ctx, person.role)
    if (person.state === 'invited')
      throw conflict('still_invited', 'This person is invited: renew the invitation.')
    publish(ctx, 'person.password_reset_requested', { type: 'person', id })
    return createLink(ctx, { personId: id, purpose: 'password_reset', hours: hoursToHandOver })
  })
  return { url, expiresAt: expiresAt.toISOString() }
}

export async function resetPassword(ctx: Ctx, { token, password }: NewPasswordByLink): Promise<void> {
  const link = await followLink(ctx, token, 'password_reset')
  const hash = await hashGoodPassword(ctx, password, link, '/password')
  await transaction(ctx, async (ctx) => {
    await useLink(ctx, token)
    await setPassword(ctx, link.person_id, hash)
    if (await clearFailures(ctx, link.person_id))
      publish(ctx, 'person.unlocked', { type: 'person', id: link.person_id }, { reason: 'password_reset' })
    publish(ctx, 'person.password_reset', { type: 'person', id: link.person_id })
    await endSessionsOf(ctx, link.person_id, 'password_reset')
  })
  forgetIdentities()
}
