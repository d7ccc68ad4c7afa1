import type { AuditSettings } from '#contract/audit.ts'
import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import * as store from './store.ts'

const batch = 2000

/**
 * Lets go of the oldest entries that are past their time, a bounded number at once; `true` when there may be more.
 * What is kept then begins at the anchor, so that the rest of the chain can still be verified.
 */
export async function letGoOfOldEntries(ctx: Tx, { keepMonths }: AuditSettings): Promise<boolean> {
  authorize(ctx, 'settings:security')
  const old = await store.oldestBefore(ctx, monthsBefore(ctx.now(), keepMonths), batch)
  const last = old.at(-1)
  if (!last) return false
  await store.letGoThrough(ctx, last)
  publish(ctx, 'audit.let_go', { type: 'audit', id: null }, { count: old.length, throughSeq: last.seq })
  return old.length === batch
}

/** The same day of the month, or its last one where that month is shorter. */
export function monthsBefore(date: Date, months: number): Date {
  const earlier = new Date(date)
  earlier.setUTCMonth(date.getUTCMonth() - months, 1)
  const lastDay = new Date(Date.UTC(earlier.getUTCFullYear(), earlier.getUTCMonth() + 1, 0)).getUTCDate()
  earlier.setUTCDate(Math.min(date.getUTCDate(), lastDay))
  return earlier
}
