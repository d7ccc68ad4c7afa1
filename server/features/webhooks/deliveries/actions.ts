import { z } from 'zod'
import type { Page } from '#contract/common.ts'
import {
  type DeliveryQuery,
  DeliveryState,
  type WebhookDelivery,
  type WebhookReplay,
} from '#contract/webhooks.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { enqueue } from '#platform/jobs/job.ts'
import { authorize } from '#platform/policy.ts'
import { deliverSoon } from '../delivering/jobs.ts'
import { findEndpoint, lockEndpoint, subject } from '../endpoints/actions.ts'
import { replayBatch } from './jobs.ts'
import * as store from './store.ts'

// Events of one moment do not have their ids in the order of their times: begin a little before.
const overlap = 10_000n

export async function listDeliveries(
  ctx: Ctx,
  endpointId: string,
  { limit, after, state }: DeliveryQuery,
): Promise<Page<WebhookDelivery>> {
  authorize(ctx, 'webhooks:read')
  await findEndpoint(ctx, endpointId)
  const afterId = decodeCursor(after, z.uuid())
  const rows = await store.list(ctx, endpointId, { limit, afterId, state })
  const { data, next } = page(rows, limit, ({ id }) => id)
  return { data: data.map(present), next }
}

export async function replayDelivery(ctx: Ctx, endpointId: string, deliveryId: string): Promise<void> {
  authorize(ctx, 'webhooks:manage')
  await transaction(ctx, async (ctx) => {
    await lockEndpoint(ctx, endpointId)
    if (!(await store.sendAgain(ctx, endpointId, deliveryId))) throw notFound('delivery')
    publish(ctx, 'webhook_endpoint.replayed', subject(endpointId), { deliveryId })
    await deliverSoon(ctx)
  })
}

/** Up to where the endpoint has been told everything; the rest comes by itself. */
export async function replaySince(ctx: Ctx, endpointId: string, { since }: WebhookReplay): Promise<void> {
  authorize(ctx, 'webhooks:manage')
  if (new Date(since) > ctx.now())
    throw invalid([{ pointer: '/since', code: 'in_the_future', message: 'Choose a time that has passed.' }])
  await transaction(ctx, async (ctx) => {
    const { cursor } = await lockEndpoint(ctx, endpointId)
    publish(ctx, 'webhook_endpoint.replayed', subject(endpointId), { since })
    const first = await store.firstSince(ctx, new Date(since))
    if (first === undefined) return
    const from = BigInt(first) > overlap ? BigInt(first) - overlap : 0n
    await enqueue(ctx, replayBatch, { endpointId, since, after: String(from), through: cursor })
  })
}

const present = (row: store.DeliveryRow): WebhookDelivery => ({
  id: row.id,
  eventId: row.event_id,
  event: row.event_name,
  state: DeliveryState.parse(row.state),
  attempts: row.attempts,
  nextAt: row.next_at?.toISOString() ?? null,
  status: row.status,
  error: row.error,
  createdAt: row.created_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
})
