import type { PasswordChange } from '#contract/team.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { forgetIdentities } from '../identity-cache.ts'
import { removeUnused } from '../links/store.ts'
import { accountOf, assertMayTry, assertNotLockedMeanwhile, refuse } from '../lockout/attempts.ts'
import { signedInPerson } from '../policy.ts'
import { endSessionsOf } from '../sessions/actions.ts'
import { security } from '../settings.ts'
import type { Person } from '../store.ts'
import * as people from '../store.ts'
import { hashPassword, verifyPassword } from './hash.ts'
import { type Owner, type Weakness, weaknessOf } from './weakness.ts'

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

/** Links that were sent for the old one are worth nothing any more. */
export async function setPassword(ctx: Tx, id: string, hash: string): Promise<void> {
  await people.update(ctx, id, { password_hash: hash, password_changed_at: ctx.now() })
  await removeUnused(ctx, id)
}

function explain(weakness: Weakness, minLength: number): string {
  if (weakness === 'password_too_short') return `Use at least ${minLength} characters.`
  if (weakness === 'password_like_name') return 'Use something else than the name or the e-mail.'
  return 'This is one of the first passwords that anybody would try.'
}
