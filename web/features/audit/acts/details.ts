import type { AuditEntry } from '#contract/audit.ts'
import type { Formats } from '../../../ui/display/format.ts'
import { say as team, pt as teamWords } from '../../team/words.ts'
import { pt, say } from './words.ts'

type Entry = Pick<AuditEntry, 'name' | 'details'>

/** What else is known of an act, in a few words each: "De Atendente para Gerente", "Senha errada". */
export function detailsOf({ details }: Entry, format: Formats): string[] {
  const { fields, from, to, role, reason, until, scopes, job } = details
  return [
    ...(Array.isArray(fields) && fields.length > 0 ? [capital(fields.map(fieldName).join(', '))] : []),
    ...(isText(from) && isText(to) ? [say('detail.roles', { from: roleName(from), to: roleName(to) })] : []),
    ...(isText(role) ? [say('detail.role', { role: roleName(role) })] : []),
    ...(isText(reason) && isReason(reason) ? [say(`reason.${reason}`)] : []),
    ...(isText(until) ? [say('detail.until', { at: format.dateTime(new Date(until)) })] : []),
    ...(Array.isArray(scopes) ? [say('detail.scopes', { count: scopes.length })] : []),
    ...(isText(job) ? [job] : []),
    ...numbersIn(details, format),
  ]
}

function numbersIn(
  { count, brokenAtSeq, resealed, format: file, filters }: Entry['details'],
  format: Formats,
) {
  return [
    ...(isText(file) ? [say('detail.format', { format: file.toUpperCase() })] : []),
    ...(Array.isArray(filters) && filters.length > 0 ? [say('detail.filtered')] : []),
    ...(isNumber(count) ? [say('detail.entries', { count, shown: format.number(count) })] : []),
    ...(isNumber(brokenAtSeq) ? [say('detail.brokenAt', { seq: format.number(brokenAtSeq) })] : []),
    ...(isNumber(resealed) && resealed > 0
      ? [say('detail.resealed', { count: resealed, shown: format.number(resealed) })]
      : []),
  ]
}

const fieldName = (field: string) =>
  field in pt.field ? say(`field.${field as keyof typeof pt.field}`) : field

const roleName = (role: string) =>
  role in teamWords.role ? team(`role.${role as keyof typeof teamWords.role}`) : role

const isReason = (reason: string): reason is keyof typeof pt.reason => reason in pt.reason
const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
