import { createContext, useContext, useMemo } from 'react'

export type Place = { locale: string; timeZone?: string | undefined; currency?: string | undefined }

/** Where the reader is. Set once at the top of the app; the components below it format for that place. */
export const PlaceContext = createContext<Place>({ locale: 'pt-BR' })

export const useFormat = () => {
  const place = useContext(PlaceContext)
  return useMemo(() => formats(place), [place])
}

export type Formats = ReturnType<typeof formats>

export function formats({ locale, timeZone, currency = 'BRL' }: Place) {
  // Day first and 24 hours in both languages: the people who share a screen share the dates on it.
  const tongue = locale.startsWith('en') ? 'en-GB' : locale
  const zone = timeZone ? { timeZone } : {}
  const day = new Intl.DateTimeFormat(tongue, { day: '2-digit', month: '2-digit', year: 'numeric', ...zone })
  const weekday = new Intl.DateTimeFormat(tongue, { weekday: 'long', ...zone })
  const clock = new Intl.DateTimeFormat(tongue, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...zone,
  })
  const relative = new Intl.RelativeTimeFormat(tongue, { numeric: 'auto', style: 'short' })
  const sameDay = (a: Date, b: Date) => day.format(a) === day.format(b)

  const date = (at: Date) => day.format(at)
  const time = (at: Date) => clock.format(at)
  return {
    date,
    time,
    dateTime: (at: Date) => `${date(at)} ${time(at)}`,
    /** As in a list of conversations: the time today, the weekday this week, else the date. */
    brief: (at: Date, now: Date) => {
      if (sameDay(at, now)) return time(at)
      const daysAgo = (now.getTime() - at.getTime()) / DAY
      return daysAgo > 0 && daysAgo < 6 ? weekday.format(at).replace('-feira', '') : date(at)
    },
    /** "há 5 min.", "ontem", "em 2 h"; the date once it is more than a week away. */
    relative: (at: Date, now: Date) => {
      const away = at.getTime() - now.getTime()
      const size = Math.abs(away)
      if (size < MINUTE) return relative.format(0, 'second')
      if (size < HOUR) return relative.format(Math.trunc(away / MINUTE), 'minute')
      if (size < DAY) return relative.format(Math.trunc(away / HOUR), 'hour')
      if (size < 7 * DAY) return relative.format(Math.trunc(away / DAY), 'day')
      return date(at)
    },
    /** "36 min", "2 h", "3 dias": how long, without direction. */
    duration: (milliseconds: number) => {
      const [value, unit] = largestUnit(Math.max(0, milliseconds))
      const unitDisplay = unit === 'day' ? 'long' : 'short'
      return new Intl.NumberFormat(tongue, { style: 'unit', unit, unitDisplay }).format(value)
    },
    number: (value: number, options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(tongue, options).format(value),
    percent: (share: number, digits = 0) =>
      new Intl.NumberFormat(tongue, { style: 'percent', maximumFractionDigits: digits }).format(share),
    money: (value: number) =>
      // A plain space: the hard one of Intl does not match what people type when they search the page.
      new Intl.NumberFormat(tongue, { style: 'currency', currency }).format(value).replace(/\u00a0/g, ' '),
    bytes: (count: number) => {
      const step = Math.min(3, Math.floor(Math.log10(Math.max(1, count)) / 3))
      const unit = ['byte', 'kilobyte', 'megabyte', 'gigabyte'][step] ?? 'byte'
      const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const
      return new Intl.NumberFormat(tongue, options).format(count / 1000 ** step)
    },
  }
}

function largestUnit(milliseconds: number): [number, 'second' | 'minute' | 'hour' | 'day'] {
  if (milliseconds < MINUTE) return [Math.floor(milliseconds / 1000), 'second']
  if (milliseconds < HOUR) return [Math.floor(milliseconds / MINUTE), 'minute']
  if (milliseconds < 2 * DAY) return [Math.floor(milliseconds / HOUR), 'hour']
  return [Math.floor(milliseconds / DAY), 'day']
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
