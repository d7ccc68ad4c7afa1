import { z } from 'zod'
import { Id, Nothing } from '#contract/common.ts'
import { DeliveryQuery, WebhookDeliveries, WebhookReplay } from '#contract/webhooks.ts'
import type { Http } from '#platform/http/route.ts'
import { listDeliveries, replayDelivery, replaySince } from './actions.ts'

const params = z.object({ id: Id })

export function deliveryRoutes(http: Http): void {
  http.get('/webhooks/endpoints/:id/deliveries', {
    can: 'webhooks:read',
    summary: 'List what was sent to a webhook endpoint, newest first',
    params,
    query: DeliveryQuery,
    reply: WebhookDeliveries,
    run: (ctx, { params, query }) => listDeliveries(ctx, params.id, query),
  })
  http.post('/webhooks/endpoints/:id/deliveries/:deliveryId/replay', {
    can: 'webhooks:manage',
    summary: 'Send a delivery again',
    description: 'With the same `webhook-id`, and all its attempts before it.',
    params: params.extend({ deliveryId: Id }),
    reply: Nothing,
    run: (ctx, { params }) => replayDelivery(ctx, params.id, params.deliveryId),
  })
  http.post('/webhooks/endpoints/:id/replay', {
    can: 'webhooks:manage',
    summary: 'Send everything since a time again',
    description: 'What was sent before keeps its `webhook-id`, so that whoever has it can leave it alone.',
    params,
    body: WebhookReplay,
    reply: Nothing,
    run: (ctx, { params, body }) => replaySince(ctx, params.id, body),
  })
}
