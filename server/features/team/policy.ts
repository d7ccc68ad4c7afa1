import { type Permission, permissionsOf } from '#contract/permissions.ts'
import { Role, type SecuritySettings } from '#contract/team.ts'
import type { Ctx } from '#platform/context.ts'
import { DomainError, forbidden, unauthenticated } from '#platform/errors.ts'
import { type Actor, can, person } from '#platform/policy.ts'

type Who = { id: string; name: string; role: string }

export const actorOf = ({ id, name, role }: Who, sessionId?: string): Actor =>
  person({ id, name, role: Role.parse(role), ...(sessionId !== undefined && { sessionId }) })

const untilEnrolled: ReadonlySet<Permission> = new Set(['profile:read', 'profile:update'])

/** Whose role demands a second factor gets in without one, but no further than to where it is set up. */
export function signedInActor(
  who: Who & { totp_enabled_at: Date | null },
  sessionId: string,
  { secondFactorRequiredFor }: Pick<SecuritySettings, 'secondFactorRequiredFor'>,
): Actor {
  const actor = actorOf(who, sessionId)
  if (who.totp_enabled_at !== null || !secondFactorRequiredFor.some((role) => role === who.role)) return actor
  return { ...actor, permissions: untilEnrolled, mustEnrolSecondFactor: true }
}

/** Profiles, sessions and second factors belong to people: an API key has none of its own. */
export function signedInPerson({ actor }: Pick<Ctx, 'actor'>): { id: string; sessionId: string | null } {
  if (actor.kind === 'anonymous') throw unauthenticated()
  if (actor.kind === 'person' && actor.id !== null)
    return { id: actor.id, sessionId: actor.sessionId ?? null }
  throw new DomainError(403, 'people_only', 'Only a person who signed in can do this.')
}

/**
 * Who makes an account, or may change how one is got into, can become its owner. So nobody does that to a role which
 * may more than they do themselves: an API key that manages the team must not make itself an administrator.
 */
export function assertMayBecome(ctx: Pick<Ctx, 'actor'>, role: string): void {
  const everyRoleMay = permissionsOf('agent')
  const beyond = permissionsOf(Role.parse(role)).some((one) => !everyRoleMay.includes(one) && !can(ctx, one))
  if (beyond) throw forbidden('You may not do this to somebody who may more than you.')
}

/** Everybody has to know whom to transfer to; the rest is for those who lead, and for oneself. */
export const maySeeDetailsOf = (ctx: Pick<Ctx, 'actor'>, id: string): boolean =>
  can(ctx, 'operators:read-details') || (ctx.actor.kind === 'person' && ctx.actor.id === id)
