import { z } from 'zod'
import { Id, Nothing, PageQuery } from '#contract/common.ts'
import {
  NewWebhookEndpoint,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpoints,
  WebhookEndpointWithSecret,
  WebhookPing,
} from '#contract/webhooks.ts'
import type { Http } from '#platform/http/route.ts'
import { changeEndpoint, createEndpoint, findEndpoint, listEndpoints, removeEndpoint } from './actions.ts'
import { pauseEndpoint, pingEndpoint, resumeEndpoint, rotateSecret } from './states.ts'

const params = z.object({ id: Id })

export function endpointRoutes(http: Http): void {
  http.get('/webhooks/endpoints', {
    can: 'webhooks:read',
    summary: 'List webhook endpoints, newest first',
    query: PageQuery,
    reply: WebhookEndpoints,
    run: (ctx, { query }) => listEndpoints(ctx, query),
  })
  http.post('/webhooks/endpoints', {
    can: 'webhooks:manage',
    summary: 'Create a webhook endpoint',
    description:
      'Events from now on are sent to it, signed with the secret that is shown in this answer only.',
    body: NewWebhookEndpoint,
    reply: WebhookEndpointWithSecret,
    status: 201,
    run: (ctx, { body }) => createEndpoint(ctx, body),
  })
  http.get('/webhooks/endpoints/:id', {
    can: 'webhooks:read',
    summary: 'See a webhook endpoint',
    params,
    reply: WebhookEndpoint,
    run: (ctx, { params }) => findEndpoint(ctx, params.id),
  })
  http.patch('/webhooks/endpoints/:id', {
    can: 'webhooks:manage',
    summary: 'Change a webhook endpoint',
    params,
    body: WebhookEndpointChange,
    reply: WebhookEndpoint,
    run: (ctx, { params, body }) => changeEndpoint(ctx, params.id, body),
  })
  http.delete('/webhooks/endpoints/:id', {
    can: 'webhooks:manage',
    summary: 'Remove a webhook endpoint',
    params,
    reply: Nothing,
    run: (ctx, { params }) => removeEndpoint(ctx, params.id),
  })
  stateRoutes(http)
}

function stateRoutes(http: Http): void {
  http.put('/webhooks/endpoints/:id/pause', {
    can: 'webhooks:manage',
    summary: 'Pause a webhook endpoint',
    description: 'What happens meanwhile is sent once it is resumed, up to 30 days back.',
    params,
    reply: WebhookEndpoint,
    run: (ctx, { params }) => pauseEndpoint(ctx, params.id),
  })
  http.delete('/webhooks/endpoints/:id/pause', {
    can: 'webhooks:manage',
    summary: 'Resume a webhook endpoint that was paused or has failed',
    params,
    reply: WebhookEndpoint,
    run: (ctx, { params }) => resumeEndpoint(ctx, params.id),
  })
  http.post('/webhooks/endpoints/:id/secret', {
    can: 'webhooks:manage',
    summary: 'Rotate the secret of a webhook endpoint',
    description:
      'For a day what is sent has two signatures: one by the new secret, one by the secret before.',
    params,
    reply: WebhookEndpointWithSecret,
    status: 201,
    run: (ctx, { params }) => rotateSecret(ctx, params.id),
  })
  http.post('/webhooks/endpoints/:id/ping', {
    can: 'webhooks:manage',
    summary: 'Send a test to a webhook endpoint',
    description: 'The answer says how it was received; the test is not repeated.',
    params,
    reply: WebhookPing,
    limit: { max: 20, perSeconds: 60 },
    run: (ctx, { params }) => pingEndpoint(ctx, params.id),
  })
}
