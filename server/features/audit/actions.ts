import { z } from 'zod'
import type { AuditFilters, AuditPage, AuditQuery } from '#contract/audit.ts'
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

export async function searchFor(ctx: Ctx, { q, ...filters }: AuditFilters): Promise<store.Search> {
  return q ? { ...filters, called: await store.calledLike(ctx, q) } : filters
}
