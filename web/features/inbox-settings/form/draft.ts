import type { InboxSettings, InboxSettingsChange } from '#contract/inbox-settings.ts'
import type { Formats } from '../../../ui/display/format.ts'

/** The limits of the contract; the silence in seconds. */
export const limits = { greeting: 1024, silence: { from: 0, to: 60 }, days: { from: 1, to: 90 } }

/** Numbers as they are typed. */
export type Draft = { greeting: string; silence: string; days: string }

export const draftOf = (settings: InboxSettings, format: Pick<Formats, 'number'>): Draft => ({
  greeting: settings.greeting,
  silence: format.number(settings.silenceMs / 1000, { maximumFractionDigits: 3 }),
  days: String(settings.rawEventDays),
})

/** Null where it is no number, or one beyond the limits. Half a second is written with a comma or a point. */
export function silenceIn({ silence }: Draft): number | null {
  if (!/^\d{1,2}([.,]\d{1,3})?$/.test(silence.trim())) return null
  const seconds = Number(silence.trim().replace(',', '.'))
  return seconds <= limits.silence.to ? Math.round(seconds * 1000) : null
}

export function daysIn({ days }: Draft): number | null {
  const count = /^\d{1,2}$/.test(days.trim()) ? Number(days) : 0
  return count >= limits.days.from && count <= limits.days.to ? count : null
}

export const isTooLong = ({ greeting }: Draft): boolean => greeting.trim().length > limits.greeting

/** Only what is different, so that what a colleague changed meanwhile stays theirs; null while something is wrong. */
export function changeFrom(before: InboxSettings, draft: Draft): InboxSettingsChange | null {
  const greeting = draft.greeting.trim()
  const silenceMs = silenceIn(draft)
  const rawEventDays = daysIn(draft)
  if (silenceMs === null || rawEventDays === null || isTooLong(draft)) return null
  return {
    ...(greeting !== before.greeting && { greeting }),
    ...(silenceMs !== before.silenceMs && { silenceMs }),
    ...(rawEventDays !== before.rawEventDays && { rawEventDays }),
  }
}
