import { z } from 'zod'
import type { Page, PageQuery } from '#contract/common.ts'
import type { ParkedItem, ParkedQuery } from '#contract/parked.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { authorize } from '#platform/policy.ts'
import { parseItem } from '../../../channels/whatsapp-cloud/parse/index.ts'
import { land } from './land.ts'
import * as store from './parked-store.ts'

/** What came and could not be landed, newest first. */
export async function listParked(
  ctx: Ctx,
  { state, reason, limit, after }: ParkedQuery & PageQuery,
): Promise<Page<ParkedItem>> {
  authorize(ctx, 'queues:read')
  const before = decodeCursor(after, z.uuid()) ?? null
  const rows = await store.parkedIn(ctx, { state, reason: reason ?? null, before, limit: limit + 1 })
  const { data, next } = page(rows, limit, ({ id }) => id)
  return { data: data.map(present), next }
}

const present = (row: store.ParkedRow): ParkedItem => ({
  id: row.id,
  state: row.state,
  reason: row.reason,
  kind: row.kind,
  detail: row.detail,
  times: row.times,
  createdAt: row.created_at.toISOString(),
  lastAt: row.last_at.toISOString(),
})

/** Tries again, as if it had come just now: after a fix, or when the number is known by now. */
export async function replayParked(ctx: Ctx, id: string): Promise<ParkedItem> {
  authorize(ctx, 'queues:manage')
  const row = await store.find(ctx, id)
  if (!row) throw notFound('parked item')
  if (!(await landAgain(ctx, row)))
    throw conflict('still_parked', 'This still cannot be understood, or what it belongs to is still missing.')
  await transaction(ctx, async (ctx) =>
    publish(ctx, 'parked_item.replayed', { type: 'parked_item', id }, { kind: row.kind }),
  )
  return present({ ...row, state: 'landed' })
}

export async function dismissParked(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'queues:manage')
  await transaction(ctx, async (ctx) => {
    if (!(await store.settle(ctx, id, 'dismissed'))) throw notFound('parked item')
    publish(ctx, 'parked_item.dismissed', { type: 'parked_item', id })
  })
}

const earlyForMs = 3_600_000

/** An edit or a reaction that was faster than its message finds it a moment later. */
export const retryEarly = defineJob({
  name: 'inbox.retry_early',
  payload: z.object({}),
  perform: async (ctx) => {
    const since = new Date(ctx.now().getTime() - earlyForMs)
    for (const row of await store.earlySince(ctx, since, 200)) await landAgain(ctx, row)
  },
})

/** Landing parks again what still fails, and counts it: what was not counted was landed. */
async function landAgain(
  ctx: Ctx,
  { id, kind, item, times, created_at, raw_event_id }: store.ParkedRow,
): Promise<boolean> {
  const { items, unparsed } = parseItem(kind, item, { receivedAt: created_at })
  if (items.length === 0 || unparsed.length > 0) return false
  await land(ctx, [
    {
      id: raw_event_id,
      channel: 'whatsapp_cloud',
      body: Buffer.alloc(0),
      items,
      unparsed,
      receivedAt: created_at,
      again: true,
    },
  ])
  if ((await store.find(ctx, id))?.times !== times) return false
  return transaction(ctx, (ctx) => store.settle(ctx, id, 'landed'))
}
