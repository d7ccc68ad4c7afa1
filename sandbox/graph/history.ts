import type { FastifyInstance } from 'fastify'
import type { HistoryEvent, Kept } from '../world/threads.ts'
import type { World } from '../world/world.ts'
import { GraphError } from './errors.ts'
import { type GraphRequest, requireNumber } from './server.ts'

/** What became of a message that was sent: the way to find out when a webhook got lost. */
export function historyRoutes(graph: FastifyInstance, world: World): void {
  graph.get('/:id/message_history', async ({ params, query }: GraphRequest) => {
    const number = requireNumber(world, params.id)
    const { message_id: id, fields = 'id,message_id', limit = '25' } = query
    if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > 100)
      throw new GraphError(100, '(#100) Param limit must be a number between 1 and 100')
    const kept = world.messages.find(id ?? '')
    if (kept?.direction !== 'out' || kept.number !== number.id)
      throw new GraphError(100, 'The requested message_id was not found in the message history', {
        http: 422,
        type: 'GraphMethodException',
      })
    const withEvents = /\bevents\b/.test(fields)
    return { data: [presentHistory(kept, world.account.appId, withEvents)] }
  })
}

const presentHistory = (kept: Kept, appId: string, withEvents: boolean) => ({
  id: kept.historyId,
  message_id: kept.id,
  ...(withEvents && { events: { data: kept.events.map((event) => presentEvent(kept, event, appId)) } }),
})

const presentEvent = (kept: Kept, { id, status, at, webhook, uri }: HistoryEvent, appId: string) => ({
  id,
  delivery_status: status.toUpperCase(),
  webhook_update_state: webhook,
  timestamp: Math.floor(at / 1000),
  application: { id: appId },
  ...(uri && { webhook_uri: uri }),
  ...(status === 'failed' && kept.error && { error_description: kept.error.details }),
})
