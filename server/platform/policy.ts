import { allPermissions, type Permission, permissionsOf, type Role } from '#contract/permissions.ts'
import type { Ctx } from '#platform/context.ts'
import { forbidden, secondFactorEnrolmentRequired, unauthenticated } from '#platform/errors.ts'

/** Who acts. `sessionId` is set for a signed-in person, so that ending other sessions can spare this one. */
export type Actor = {
  kind: 'person' | 'api_key' | 'assistant' | 'system' | 'contact' | 'anonymous'
  id: string | null
  name: string
  role: Role | null
  permissions: ReadonlySet<Permission>
  sessionId?: string
  /** Signed in, but held to the own profile until a second factor is set up: the role demands one. */
  mustEnrolSecondFactor?: true
  /** When this access ends by itself, if it does: nothing made with it may outlive it. */
  expiresAt?: Date
  /** The owner's own key, set where the program runs: how much it may ask is for the owner to say. */
  unmetered?: true
}

export const anonymous: Actor = {
  kind: 'anonymous',
  id: null,
  name: 'anonymous',
  role: null,
  permissions: new Set(),
}
export const system: Actor = {
  kind: 'system',
  id: null,
  name: 'Prosa',
  role: null,
  permissions: new Set(allPermissions),
}
export const person = (who: { id: string; name: string; role: Role; sessionId?: string }): Actor => ({
  kind: 'person',
  ...who,
  permissions: new Set(permissionsOf(who.role)),
})

export const can = ({ actor }: Pick<Ctx, 'actor'>, permission: Permission): boolean =>
  actor.permissions.has(permission)

export function authorize(ctx: Pick<Ctx, 'actor'>, permission: Permission): void {
  if (can(ctx, permission)) return
  if (ctx.actor.mustEnrolSecondFactor) throw secondFactorEnrolmentRequired()
  throw ctx.actor.kind === 'anonymous' ? unauthenticated() : forbidden()
}
