import type { LinkToHandOver, NewPasswordByLink, PasswordChange } from '#contract/team.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs/job.ts'
import { authorize } from '#platform/policy.ts'
import { accountOf, assertMayTry, assertNotLockedMeanwhile, refuse } from './attempts.ts'
import { forgetIdentities } from './identity-cache.ts'
import { mailPasswordReset } from './jobs.ts'
import { removeUnused } from './link-store.ts'
import { createLink, followLink, useLink } from './links.ts'
import { type Owner, type Weakness, weaknessOf } from './password.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import type { Person } from './people-store.ts'
import * as people from './people-store.ts'
import { signedInPerson } from './policy.ts'
import { endSessionsOf } from './sessions.ts'
import { security } from './settings.ts'
import { clearFailures } from './sign-in-store.ts'

const hoursToHandOver = 24

export async function changePassword(ctx: Ctx, { current, new: wanted }: PasswordChange): Promise<void> {
  authorize(ctx, 'profile:update')
  const person = await assertOwnPassword(ctx, current, '/current')
  const hash = await hashGoodPassword(ctx, wanted, person, '/new')
  await transaction(ctx, async (ctx) => {
    await setPassword(ctx, person.id, hash)
    publish(ctx, 'person.password_changed', { type: 'person', id: person.id })
    await endSessionsOf(ctx, person.id, 'password_changed')
  })
  forgetIdentities()
}

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

/** A borrowed session must not be enough for what would keep its owner out. Wrong ones count like at the door. */
export async function assertOwnPassword(ctx: Ctx, password: string, pointer: string): Promise<Person> {
  const person = await people.find(ctx, signedInPerson(ctx).id)
  if (!person) throw notFound('person')
  const account = accountOf(ctx, person.email, person.id)
  await assertMayTry(ctx, account)
  if (await verifyPassword(person.password_hash, password)) {
    await transaction(ctx, (ctx) => assertNotLockedMeanwhile(ctx, account))
    return person
  }
  const wrong = invalid([{ pointer, code: 'wrong_password', message: 'The password is not right.' }])
  return refuse(ctx, account, 'wrong_password', wrong)
}

export async function hashGoodPassword(
  ctx: Ctx,
  password: string,
  owner: Owner,
  pointer: string,
): Promise<string> {
  const { passwordMinLength } = await security(ctx)
  const weakness = weaknessOf(password, owner, passwordMinLength)
  if (weakness) throw invalid([{ pointer, code: weakness, message: explain(weakness, passwordMinLength) }])
  return hashPassword(password)
}

async function setPassword(ctx: Tx, id: string, hash: string): Promise<void> {
  await people.update(ctx, id, { password_hash: hash, password_changed_at: ctx.now() })
  await removeUnused(ctx, id)
}

function explain(weakness: Weakness, minLength: number): string {
  if (weakness === 'password_too_short') return `Use at least ${minLength} characters.`
  if (weakness === 'password_like_name') return 'Use something else than the name or the e-mail.'
  return 'This is one of the first passwords that anybody would try.'
}
