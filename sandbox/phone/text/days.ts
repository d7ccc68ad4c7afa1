/** Day lines as a phone draws them: today, yesterday, the weekday for the last six days, then the date. */
export type Moment = { at: number }
export type Day<T> = { key: string; at: number; items: T[] }
type Words = { today: string; yesterday: string; locale: string }

export function groupByDay<T extends Moment>(items: readonly T[]): Day<T>[] {
  const days: Day<T>[] = []
  for (const item of items) {
    const key = dayKey(item.at)
    const last = days.at(-1)
    if (last?.key === key) last.items.push(item)
    else days.push({ key, at: item.at, items: [item] })
  }
  return days
}

export function dayLabel(at: number, now: number, { today, yesterday, locale }: Words): string {
  const apart = daysBetween(at, now)
  if (apart === 0) return today
  if (apart === 1) return yesterday
  if (apart > 1 && apart < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(at)
  return date(at, locale)
}

/** In the list of people: the time of today, else the day. */
export function briefTime(at: number, now: number, words: Words): string {
  const label = dayLabel(at, now, words)
  if (label === words.today) return time(at, words.locale)
  return label.replace(/-feira$/, '')
}

export const time = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** Seconds as a player shows them: 0:09, 1:05, 61:00. */
export function length(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

const date = (at: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(at)

function dayKey(at: number): string {
  const day = new Date(at)
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`
}

/** Counted on the calendar: an hour more or less at a change of clocks makes no other day. */
function daysBetween(at: number, now: number): number {
  const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0)
  return Math.round((midnight(now) - midnight(at)) / 86_400_000)
}
