import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { World } from '../world/world.ts'
import { accountRoutes } from './accounts.ts'
import { blockRoutes } from './block-list.ts'
import { debugTokenRoute } from './debug-token.ts'
import { historyRoutes } from './history.ts'
import { markAsRead } from './messages/mark-read.ts'
import { createRates } from './messages/rates.ts'
import { sendMessage } from './messages/send.ts'
import { keepBytes } from './multipart.ts'
import { numberRoutes } from './numbers.ts'
import { type GraphRequest, prepareGraph, requireNumber } from './server.ts'
import { templateRoutes } from './templates.ts'
import { downloadRoutes, uploadRoutes } from './uploads.ts'

/** The Graph API of Meta, as far as a business that writes with its customers needs it. */
export async function graphApi(graph: FastifyInstance, { world }: { world: World }): Promise<void> {
  prepareGraph(graph, world)
  graph.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, keepBytes)
  downloadRoutes(graph, world)
  await graph.register(
    async (versioned) => {
      messageRoutes(versioned, world)
      accountRoutes(versioned, world)
      numberRoutes(versioned, world)
      uploadRoutes(versioned, world)
      templateRoutes(versioned, world)
      blockRoutes(versioned, world)
      historyRoutes(versioned, world)
      debugTokenRoute(versioned, world)
    },
    { prefix: '/:version(^v\\d+\\.\\d+$)' },
  )
}

const WithStatus = z.object({ status: z.unknown() })

function messageRoutes(graph: FastifyInstance, world: World): void {
  const rates = createRates(world)
  graph.post('/:id/messages', async (request: GraphRequest, reply) => {
    const { params, body } = request
    const number = requireNumber(world, params.id)
    // The same address marks what came in as read.
    if (WithStatus.safeParse(body).data?.status !== undefined) return markAsRead(world, number, body)
    const answer = sendMessage(world, rates, number, body)
    if (!world.faults.happens('loseResponse')) return answer
    // It is sent, but nobody gets to know.
    reply.hijack()
    request.raw.socket.destroy()
    return reply
  })
}
