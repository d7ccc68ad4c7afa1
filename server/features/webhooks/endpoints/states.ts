import type { WebhookEndpoint, WebhookEndpointWithSecret, WebhookPing } from '#contract/webhooks.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { collectSoon } from '../collecting/jobs.ts'
import { send } from '../delivering/send.ts'
import { newSecret, rotated } from '../secret.ts'
import { lockEndpoint, subject } from './actions.ts'
import { present } from './endpoint.ts'
import * as store from './store.ts'

/** Nothing is sent meanwhile and nothing lost: it goes on from there when it is resumed. */
export async function pauseEndpoint(ctx: Ctx, id: string): Promise<WebhookEndpoint> {
  authorize(ctx, 'webhooks:manage')
  return transaction(ctx, async (ctx) => {
    const before = await lockEndpoint(ctx, id)
    if (before.state === 'paused') return present(ctx, before)
    if (before.state !== 'active')
      throw conflict('endpoint_failing', 'It is stopped already, because it failed.')
    publish(ctx, 'webhook_endpoint.updated', subject(id), { reason: 'paused' })
    return present(ctx, await store.update(ctx, id, { state: 'paused' }))
  })
}

export async function resumeEndpoint(ctx: Ctx, id: string): Promise<WebhookEndpoint> {
  authorize(ctx, 'webhooks:manage')
  return transaction(ctx, async (ctx) => {
    const before = await lockEndpoint(ctx, id)
    if (before.state === 'active') return present(ctx, before)
    publish(ctx, 'webhook_endpoint.updated', subject(id), { reason: 'resumed' })
    await collectSoon(ctx)
    return present(ctx, await store.update(ctx, id, { state: 'active', failures: 0, failing_since: null }))
  })
}

export async function rotateSecret(ctx: Ctx, id: string): Promise<WebhookEndpointWithSecret> {
  authorize(ctx, 'webhooks:manage')
  const secret = newSecret()
  return transaction(ctx, async (ctx) => {
    const before = await lockEndpoint(ctx, id)
    publish(ctx, 'webhook_endpoint.updated', subject(id), { reason: 'secret_rotated' })
    const sealed = rotated(ctx, before.secret_encrypted, secret)
    return { ...present(ctx, await store.update(ctx, id, { secret_encrypted: sealed })), secret }
  })
}

/** Sent at once, so that whoever sets it up sees what comes of it. It is in no log and never repeated. */
export async function pingEndpoint(ctx: Ctx, id: string): Promise<WebhookPing> {
  authorize(ctx, 'webhooks:manage')
  const row = await store.find(ctx, id)
  if (!row) throw notFound('webhook endpoint')
  const body = JSON.stringify({ type: 'webhook.ping', timestamp: ctx.now().toISOString(), data: {} })
  const { status, error } = await send(ctx, {
    id: newId(),
    url: row.url,
    sealedSecret: row.secret_encrypted,
    body,
  })
  return { delivered: error === null, status, error }
}
