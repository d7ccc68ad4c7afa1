import { z } from 'zod'
import type { AuditFilters, AuditPage, AuditQuery } from '#contract/audit.ts'
import { eventNames } from '#contract/events.ts'
import { idsCalled } from '#features/team/index.ts'
import type { Ctx } from '#platform/context.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { authorize } from '#platform/policy.ts'
import { present } from './entry.ts'
import * as store from './store.ts'

const Position = z.number().int().min(0)

/** Newest first. */
export async function listAudit(ctx: Ctx, { limit, after, ...filters }: AuditQuery): Promise<AuditPage> {
  authorize(ctx, 'audit:read')
  const before = decodeCursor(after, Position)
  const rows = await store.entries(ctx, await searchFor(ctx, filters), { before, limit: limit + 1 })
  const { data, next } = page(rows, limit, ({ seq }) => Number(seq))
  return { data: await present(ctx, data), next }
}

/** What `q` may stand for: acts by their own name, people and API keys by the one they have today. */
export async function searchFor(ctx: Ctx, { q, ...filters }: AuditFilters): Promise<store.Search> {
  if (!q) return filters
  const names = eventNames.filter((name) => name.includes(q.toLowerCase()))
  return { ...filters, called: { names, ids: await idsCalled(ctx, q) } }
}
