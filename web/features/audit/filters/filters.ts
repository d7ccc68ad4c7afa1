import type { ListQuery } from '../../../app/pieces/pages.ts'
import { type Group, groups, namesIn } from '../acts/groups.ts'

export const periods = ['today', 'week', 'month', 'custom'] as const
export type Period = (typeof periods)[number]

/** What stands in the address. `by` did it, `about` it was done to; days are those of whoever reads. */
export type AuditSearch = {
  period?: Period | undefined
  from?: string | undefined
  to?: string | undefined
  group?: Group | undefined
  by?: string | undefined
  about?: string | undefined
  ip?: string | undefined
  q?: string | undefined
}

/** Any address may be typed: what is not expected is left out. */
export function auditSearch(raw: Record<string, unknown>): AuditSearch {
  const period = periods.find((each) => each === raw.period)
  const group = groups.find((each) => each === raw.group)
  const found = {
    period,
    from: period === 'custom' ? day(raw.from) : undefined,
    to: period === 'custom' ? day(raw.to) : undefined,
    group,
    by: words(raw.by, 100),
    about: words(raw.about, 100),
    ip: words(raw.ip, 45),
    q: words(raw.q, 100),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** What the server is asked. */
export function auditQuery(search: AuditSearch, now: Date): ListQuery {
  const { from, to } = span(search, now)
  return {
    from: from?.toISOString(),
    to: to?.toISOString(),
    name: search.group && namesIn(search.group),
    actorId: search.by,
    subjectId: search.about,
    ip: search.ip,
    q: search.q,
  }
}

/** Whole days as the reader counts them: from the first moment of one to the first after another. */
function span({ period, from, to }: AuditSearch, now: Date): { from?: Date; to?: Date } {
  if (period === 'custom')
    return { ...(from && { from: midnight(from, 0) }), ...(to && { to: midnight(to, 1) }) }
  return period ? { from: daysBefore(now, daysBack[period]) } : {}
}

const daysBack = { today: 0, week: 6, month: 29 }

const daysBefore = (now: Date, days: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - days)

function midnight(text: string, later: number): Date {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number)
  return new Date(year, month - 1, date + later)
}

const words = (value: unknown, longest: number) => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() ? text.trim().slice(0, longest) : undefined
}

const day = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined
