import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Page, PageQuery } from '#contract/common.ts'
import type {
  NewWebhookEndpoint,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointWithSecret,
} from '#contract/webhooks.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { collectSoon } from '../collecting/jobs.ts'
import { newSecret, sealSecret } from '../secret.ts'
import { assertReceivable } from './address.ts'
import { present } from './endpoint.ts'
import { assertMayRead } from './reach.ts'
import * as store from './store.ts'

// Each is looked at several times a second, and may hold connections.
const mostEndpoints = 50

export async function listEndpoints(ctx: Ctx, query: PageQuery): Promise<Page<WebhookEndpoint>> {
  authorize(ctx, 'webhooks:read')
  const afterId = decodeCursor(query.after, z.uuid())
  const rows = await store.list(ctx, { limit: query.limit, afterId })
  const { data, next } = page(rows, query.limit, ({ id }) => id)
  return { data: data.map((row) => present(ctx, row)), next }
}

export async function findEndpoint(ctx: Ctx, id: string): Promise<WebhookEndpoint> {
  authorize(ctx, 'webhooks:read')
  const row = await store.find(ctx, id)
  if (!row) throw notFound('webhook endpoint')
  return present(ctx, row)
}

/** The secret is told this once. */
export async function createEndpoint(
  ctx: Ctx,
  wanted: NewWebhookEndpoint,
): Promise<WebhookEndpointWithSecret> {
  authorize(ctx, 'webhooks:manage')
  assertMayRead(ctx, wanted.events)
  assertReceivable(wanted.url, ctx.config.outboundAllow)
  const secret = newSecret()
  return transaction(ctx, async (ctx) => {
    if ((await store.count(ctx)) >= mostEndpoints)
      throw conflict('too_many_endpoints', `There may be ${mostEndpoints} webhook endpoints.`)
    const row = await store.insert(ctx, {
      id: newId(),
      url: wanted.url,
      description: wanted.description || null,
      events: [...new Set(wanted.events)],
      secret_encrypted: sealSecret(ctx, { current: secret }),
      created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    })
    publish(ctx, 'webhook_endpoint.created', subject(row.id), { events: row.events })
    await collectSoon(ctx)
    return { ...present(ctx, row), secret }
  })
}

export async function changeEndpoint(
  ctx: Ctx,
  id: string,
  change: WebhookEndpointChange,
): Promise<WebhookEndpoint> {
  authorize(ctx, 'webhooks:manage')
  if (change.url !== undefined) assertReceivable(change.url, ctx.config.outboundAllow)
  return transaction(ctx, async (ctx) => {
    const before = await lockEndpoint(ctx, id)
    const after = {
      url: change.url ?? before.url,
      description: change.description === undefined ? before.description : change.description || null,
      events: change.events ? [...new Set(change.events)] : before.events,
    }
    // Another address is told what these events carry, too.
    assertMayRead(ctx, after.events)
    const fields = (['url', 'description', 'events'] as const).filter(
      (field) => !isDeepStrictEqual(after[field], before[field]),
    )
    if (fields.length === 0) return present(ctx, before)
    publish(ctx, 'webhook_endpoint.updated', subject(id), { fields })
    return present(ctx, await store.update(ctx, id, after))
  })
}

/** Its deliveries are let go of in the night, and it with them. */
export async function removeEndpoint(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'webhooks:manage')
  await transaction(ctx, async (ctx) => {
    await lockEndpoint(ctx, id)
    await store.update(ctx, id, { state: 'removed' })
    publish(ctx, 'webhook_endpoint.removed', subject(id))
  })
}

export const subject = (id: string) => ({ type: 'webhook_endpoint', id })

export async function lockEndpoint(ctx: Tx, id: string): Promise<store.EndpointRow> {
  const row = await store.lock(ctx, id)
  if (!row) throw notFound('webhook endpoint')
  return row
}
