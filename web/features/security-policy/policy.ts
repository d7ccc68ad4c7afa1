import type { SecuritySettings, SecuritySettingsChange } from '#contract/team.ts'
import type { Formats } from '../../ui/display/format.ts'

export type Unit = 'minute' | 'hour' | 'day'
/** A number as it is typed, in the unit that was chosen for it. */
export type Amount = { typed: string; unit: Unit }

const minutesIn: Record<Unit, number> = { minute: 1, hour: 60, day: 1440 }

/** The limits of the contract, in minutes where it is about time. */
export const limits = {
  idle: { from: 5, to: 43_200 },
  absolute: { from: 60, to: 525_600 },
  lock: { from: 1, to: 1440 },
  lockAfter: { from: 3, to: 50 },
  length: { from: 8, to: 64 },
}

export type PolicyDraft = {
  idle: Amount
  absolute: Amount
  lock: Amount
  lockAfter: string
  length: string
  required: SecuritySettings['secondFactorRequiredFor']
}
export type PolicyField = keyof typeof limits

export const draftOf = (settings: SecuritySettings): PolicyDraft => ({
  idle: amountOf(settings.sessionIdleMinutes, ['day', 'hour', 'minute']),
  absolute: amountOf(settings.sessionAbsoluteHours * 60, ['day', 'hour']),
  lock: amountOf(settings.lockMinutes, ['hour', 'minute']),
  lockAfter: String(settings.lockAfterFailures),
  length: String(settings.passwordMinLength),
  required: settings.secondFactorRequiredFor,
})

/** In the largest unit that says it whole: 720 minutes are 12 hours, 90 are not. */
export function amountOf(minutes: number, units: readonly Unit[]): Amount {
  const unit = units.find((each) => minutes % minutesIn[each] === 0) ?? 'minute'
  return { typed: String(minutes / minutesIn[unit]), unit }
}

/** "12 horas": in a sentence a short unit reads badly. */
export function inWords(minutes: number, format: Pick<Formats, 'number'>): string {
  const { typed, unit } = amountOf(minutes, ['day', 'hour', 'minute'])
  return format.number(Number(typed), { style: 'unit', unit, unitDisplay: 'long' })
}

/** Null when it is no number, or one beyond the limits. */
export function minutesOf({ typed, unit }: Amount, field: 'idle' | 'absolute' | 'lock'): number | null {
  const number = wholeNumber(typed)
  return number === null ? null : within(number * minutesIn[unit], field)
}

export function countOf(typed: string, field: 'lockAfter' | 'length'): number | null {
  const number = wholeNumber(typed)
  return number === null ? null : within(number, field)
}

/** What may be typed in this unit. */
export const rangeIn = (field: PolicyField, unit: Unit = 'minute') => ({
  from: Math.ceil(limits[field].from / minutesIn[unit]),
  to: Math.floor(limits[field].to / minutesIn[unit]),
})

/** Null while a field is wrong. */
export function settingsOf(draft: PolicyDraft): SecuritySettings | null {
  const idle = minutesOf(draft.idle, 'idle')
  const absolute = minutesOf(draft.absolute, 'absolute')
  const lock = minutesOf(draft.lock, 'lock')
  const lockAfter = countOf(draft.lockAfter, 'lockAfter')
  const length = countOf(draft.length, 'length')
  if (idle === null || absolute === null || lock === null || lockAfter === null || length === null)
    return null
  return {
    sessionIdleMinutes: idle,
    sessionAbsoluteHours: absolute / 60,
    lockMinutes: lock,
    lockAfterFailures: lockAfter,
    secondFactorRequiredFor: draft.required,
    passwordMinLength: length,
  }
}

/** Only what is different: what a colleague changed meanwhile stays theirs. */
export function changeFrom(before: SecuritySettings, after: SecuritySettings): SecuritySettingsChange {
  const old = new Map(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => String(value) !== String(old.get(field))),
  )
}

const wholeNumber = (typed: string) => (/^\d{1,6}$/.test(typed.trim()) ? Number(typed) : null)

const within = (number: number, field: PolicyField) =>
  number >= limits[field].from && number <= limits[field].to ? number : null
