export const expiries = ['month', 'quarter', 'year', 'never', 'date'] as const
export type Expiry = (typeof expiries)[number]

const days = { month: 30, quarter: 90, year: 365 }

/** When a key chosen now would end; null for never, undefined while no usable day is chosen. */
export function expiryFrom(choice: Expiry, date: string, now: Date): Date | null | undefined {
  if (choice === 'never') return null
  if (choice !== 'date') return new Date(now.getTime() + days[choice] * 86_400_000)
  const end = endOf(date)
  return end && end > now ? end : undefined
}

/** The last second of the day where the person is, so that the key also reads as ending on that day. */
function endOf(date: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day, 23, 59, 59)
}

export type Standing = 'active' | 'expired' | 'revoked'

export function standingOf(
  { revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string | null },
  now: Date,
): Standing {
  if (revokedAt) return 'revoked'
  return expiresAt && new Date(expiresAt) <= now ? 'expired' : 'active'
}

const SOON = 14 * 86_400_000
export const endsSoon = (expiresAt: string | null, now: Date) =>
  expiresAt !== null && new Date(expiresAt).getTime() - now.getTime() < SOON
