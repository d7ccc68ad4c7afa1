import type { EventName } from '#contract/events.ts'

export const groups = ['access', 'team', 'credentials', 'keys', 'settings', 'audit', 'system'] as const
export type Group = (typeof groups)[number]

/** What each act is about. A new event does not compile until it has its place here. */
export const groupOf: Record<EventName, Group> = {
  'instance.started': 'system',
  'person.created': 'team',
  'person.invited': 'team',
  'person.joined': 'team',
  'person.updated': 'team',
  'person.removed': 'team',
  'person.role_changed': 'team',
  'person.signed_in': 'access',
  'person.sign_in_failed': 'access',
  'person.signed_out': 'access',
  'person.locked': 'access',
  'person.unlocked': 'access',
  'person.password_changed': 'credentials',
  'person.password_reset_requested': 'credentials',
  'person.password_reset': 'credentials',
  'person.second_factor_enabled': 'credentials',
  'person.second_factor_disabled': 'credentials',
  'person.recovery_code_used': 'credentials',
  'person.recovery_codes_renewed': 'credentials',
  'person.session_ended': 'access',
  'person.token_issued': 'access',
  'person.presence_changed': 'access',
  'api_key.created': 'keys',
  'api_key.revoked': 'keys',
  'api_key.refused': 'keys',
  'settings.changed': 'settings',
  'audit.exported': 'audit',
  'audit.verified': 'audit',
  'audit.broken': 'audit',
  'audit.let_go': 'audit',
  'secrets.rotated': 'system',
  'job.retried': 'system',
  'job.cancelled': 'system',
}

/** An entry may be older, or newer, than the names this page knows. */
export const isKnown = (name: string): name is EventName => name in groupOf

// Presence is an event but never an entry: there is nothing to find by it.
const unaudited: readonly EventName[] = ['person.presence_changed']

export const namesIn = (group: Group): EventName[] =>
  // The keys of that record are event names and nothing else.
  (Object.keys(groupOf) as EventName[]).filter((name) => groupOf[name] === group && !unaudited.includes(name))
