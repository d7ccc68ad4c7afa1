import { Locale, type Me, type PersonMe, Presence, type ProfileChange, Role, Theme } from '#contract/team.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { unauthenticated } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { forgetIdentities } from '../identity-cache.ts'
import { signedInActor, signedInPerson } from '../policy.ts'
import { security } from '../settings.ts'
import * as people from '../store.ts'
import { ownerOf } from './store.ts'

/** Also for programs: a key that asks who it is learns what it may do. */
export async function readMe(ctx: Ctx): Promise<Me> {
  const { kind, id, name, permissions } = ctx.actor
  if (kind === 'api_key' && id !== null) return { kind, id, name, permissions: [...permissions] }
  const { id: personId, sessionId } = signedInPerson(ctx)
  return describePerson(ctx, personId, sessionId)
}

export async function changeProfile(ctx: Ctx, { welcomed, ...change }: ProfileChange): Promise<Me> {
  authorize(ctx, 'profile:update')
  const { id } = signedInPerson(ctx)
  await transaction(ctx, async (ctx) => {
    await people.update(ctx, id, { ...change, ...(welcomed && { welcomed_at: ctx.now() }) })
    const fields = [...Object.keys(change), ...(welcomed ? ['welcomed'] : [])]
    if (fields.length > 0) publish(ctx, 'person.updated', { type: 'person', id }, { fields })
  })
  forgetIdentities()
  return readMe(ctx)
}

export async function describePerson(
  ctx: Ctx,
  personId: string,
  sessionId: string | null,
): Promise<PersonMe> {
  const person = sessionId === null ? undefined : await ownerOf(ctx, sessionId, personId)
  if (!person || sessionId === null) throw unauthenticated()
  const rules = await security(ctx)
  const { mustEnrolSecondFactor, permissions } = signedInActor(person, sessionId, rules)
  return {
    kind: 'person',
    id: person.id,
    name: person.name,
    email: person.email,
    role: Role.parse(person.role),
    permissions: [...permissions],
    locale: Locale.parse(person.locale),
    theme: Theme.parse(person.theme),
    welcomed: person.welcomed_at !== null,
    presence: Presence.parse(person.presence),
    capacity: person.capacity,
    secondFactor: person.totp_enabled_at !== null,
    recoveryCodesLeft: person.recovery_codes_left ?? 0,
    mustEnrolSecondFactor: mustEnrolSecondFactor ?? false,
    passwordMinLength: rules.passwordMinLength,
    session: {
      id: sessionId,
      kind: person.session_kind === 'bearer' ? 'bearer' : 'browser',
      createdAt: person.session_created_at.toISOString(),
      expiresAt: person.session_expires_at.toISOString(),
    },
  }
}
