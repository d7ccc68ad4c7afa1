import type { Ids } from '#test/api.ts'
import type { App } from '#test/app.ts'
import { idIn, type Lines } from './line.ts'
import { insertDelivery } from './rows.ts'

export function webhookLines(app: App): Lines {
  const endpoint = {
    object: async () => {
      // Nobody listens there.
      const body = { url: 'http://127.0.0.1:9/prosa', events: ['tabulation.created'] }
      return String((await app.as('ana')('POST', '/api/webhooks/endpoints', { body })).body.id)
    },
    look: (ids: Ids) => app.as('ana')('GET', `/api/webhooks/endpoints/${idIn(ids)}`),
    agentSees: 403,
  } as const
  const delivery = {
    ...endpoint,
    object: async () => {
      const id = await endpoint.object()
      return { id, deliveryId: await insertDelivery(app, id) }
    },
    look: (ids: Ids) => app.as('ana')('GET', `/api/webhooks/endpoints/${idIn(ids)}/deliveries`),
  }
  const path = '/webhooks/endpoints/:id'
  const change = () => ({ url: 'http://127.0.0.1:9/outro' })
  return {
    [`GET ${path}`]: { ...endpoint, may: 'marcos' },
    [`PATCH ${path}`]: { ...endpoint, body: change },
    [`DELETE ${path}`]: endpoint,
    [`PUT ${path}/pause`]: endpoint,
    [`DELETE ${path}/pause`]: endpoint,
    [`POST ${path}/secret`]: endpoint,
    [`POST ${path}/ping`]: endpoint,
    [`GET ${path}/deliveries`]: { ...delivery, may: 'marcos' },
    [`POST ${path}/deliveries/:deliveryId/replay`]: delivery,
    [`POST ${path}/replay`]: endpoint,
  }
}
