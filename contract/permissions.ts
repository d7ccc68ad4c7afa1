/**
 * Who may do what, in one table. Every route names one of these, and the verb behind it checks it again.
 * A line lists the roles that hold the permission; an API key holds whichever of them it was given.
 */
export const roles = ['admin', 'manager', 'agent'] as const
export type Role = (typeof roles)[number]

const admin: readonly Role[] = ['admin']
const leaders: readonly Role[] = ['admin', 'manager']
const everyone: readonly Role[] = ['admin', 'manager', 'agent']

export const permissions = {
  'profile:read': everyone,
  'profile:update': everyone,
  'operators:read': everyone,
  'operators:read-details': leaders,
  'operators:update-own': everyone,
  'operators:create': admin,
  'operators:update': admin,
  'operators:delete': admin,
  'api-keys:read': admin,
  'api-keys:create': admin,
  'api-keys:revoke': admin,
  'accounts:read': leaders,
  'accounts:manage': admin,
  'contacts:read': everyone,
  'contacts:read-details': leaders,
  'contacts:create': everyone,
  'contacts:update': everyone,
  'contacts:merge': everyone,
  'contacts:delete': leaders,
  // Agents reach their own conversations and those that nobody has; with read-all, everybody's.
  'conversations:read': everyone,
  'conversations:read-all': leaders,
  'conversations:reply': everyone,
  'conversations:assign': everyone,
  'conversations:close': everyone,
  'tabulations:read': everyone,
  'tabulations:manage': leaders,
  'webhooks:read': leaders,
  'webhooks:manage': admin,
  'settings:read': leaders,
  'settings:inbox': leaders,
  'settings:security': admin,
  'audit:read': leaders,
  'audit:export': admin,
  'operations:read': leaders,
  'queues:read': leaders,
  'queues:manage': leaders,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions
// Object.keys promises strings only, although nothing can be added to what is constant.
export const allPermissions = Object.keys(permissions) as [Permission, ...Permission[]]

export const permissionsOf = (role: Role): Permission[] =>
  allPermissions.filter((permission) => holders(permission).includes(role))

const holders = (permission: Permission): readonly Role[] => permissions[permission]
