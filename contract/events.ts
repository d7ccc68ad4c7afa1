/**
 * Everything that can happen, named in the past tense. An act publishes its event in its own transaction;
 * live updates, reactions and outgoing webhooks read it. `audited` ones also enter the audit log.
 */
type EventKind = { audited: boolean }
const audited: EventKind = { audited: true }
const unaudited: EventKind = { audited: false }

export const events = {
  'instance.started': audited,
  'person.created': audited,
  'person.invited': audited,
  'person.joined': audited,
  'person.updated': audited,
  'person.removed': audited,
  'person.role_changed': audited,
  'person.signed_in': audited,
  'person.sign_in_failed': audited,
  'person.signed_out': audited,
  'person.locked': audited,
  'person.unlocked': audited,
  'person.password_changed': audited,
  'person.password_reset_requested': audited,
  'person.password_reset': audited,
  'person.second_factor_enabled': audited,
  'person.second_factor_disabled': audited,
  'person.recovery_code_used': audited,
  'person.recovery_codes_renewed': audited,
  'person.session_ended': audited,
  'person.token_issued': audited,
  'person.presence_changed': unaudited,
  'api_key.created': audited,
  'api_key.revoked': audited,
  'api_key.refused': audited,
  'settings.changed': audited,
  'audit.exported': audited,
  'audit.verified': audited,
  'audit.broken': audited,
  'audit.let_go': audited,
  'secrets.rotated': audited,
  'job.retried': audited,
  'job.cancelled': audited,
} as const satisfies Record<string, EventKind>

export type EventName = keyof typeof events
// Object.keys promises strings only, although nothing can be added to what is constant.
export const eventNames = Object.keys(events) as [EventName, ...EventName[]]
