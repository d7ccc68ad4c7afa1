import type { Permission } from '#contract/permissions.ts'
import { type Noun, pt, say } from './words.ts'

export type PermissionGroup = { noun: Noun; permissions: Permission[] }

/** Every permission, under what it is about, in the order in which the contract names them. */
export const permissionGroups: readonly PermissionGroup[] = Object.entries(pt.can).map(([noun, verbs]) => ({
  // The keys of that tree are nouns and verbs of permissions and nothing else (see Meanings).
  noun: noun as Noun,
  permissions: Object.keys(verbs).map((verb) => `${noun}:${verb}` as Permission),
}))

export const allPermissions = permissionGroups.flatMap(({ permissions }) => permissions)

/** As the server understands the preset `read`. */
export const readOnly = allPermissions.filter((permission) => permission.includes(':read'))

/** A profile belongs to a person: a key that may change "its own" can change nothing. */
export const forKeys = permissionGroups.filter(({ noun }) => noun !== 'profile')

// The keys of the catalogue hold no colon, which i18next reads as the name of another catalogue.
const word = say as (key: string) => string
export const meaningOf = (permission: Permission): string => word(`can.${permission.replace(':', '.')}`)

export type Reach = 'full' | 'read' | 'some'

/** What a set of permissions comes to. */
export function reachOf(scopes: readonly Permission[]): Reach {
  if (allPermissions.every((permission) => scopes.includes(permission))) return 'full'
  const onlyReads = scopes.length === readOnly.length && readOnly.every((each) => scopes.includes(each))
  return onlyReads ? 'read' : 'some'
}
