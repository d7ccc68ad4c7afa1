import { z } from 'zod'
import { Nothing } from '#contract/common.ts'
import { unauthenticated } from '#platform/errors.ts'
import type { Http } from '#platform/http/route.ts'
import { confirmWebhook } from './handshake.ts'
import { receiveWebhook } from './receive.ts'

const Handshake = z.object({
  'hub.mode': z.string().max(50).optional(),
  'hub.challenge': z.string().max(500).optional(),
  'hub.verify_token': z.string().max(500).optional(),
})

/** What Meta calls: its own signature is what lets it in. Reference 1 knows the second address. */
export function webhookRoutes(all: Http): void {
  const http = all.tag('Provider webhooks')
  for (const path of ['/webhooks/whatsapp', '/webhook']) {
    http.get(path, {
      can: 'public',
      summary: 'Confirm the webhook to Meta',
      query: Handshake,
      reply: z.string(),
      produces: ['text/plain; charset=utf-8'],
      run: (ctx, { query }) => confirmWebhook(ctx, query),
    })

    http.post(path, {
      can: 'public',
      summary: 'Receive WhatsApp events',
      description: 'Signed by Meta (X-Hub-Signature-256). Answered when everything in it is stored.',
      accepts: 'raw',
      bodyLimit: 4 * 1024 * 1024,
      limit: 'none',
      reply: Nothing,
      status: 200,
      run: (ctx, { request }) => {
        if (!Buffer.isBuffer(request.body)) throw unauthenticated('This is not signed.')
        return receiveWebhook(ctx, request.body, request.headers['x-hub-signature-256'])
      },
    })
  }
}
