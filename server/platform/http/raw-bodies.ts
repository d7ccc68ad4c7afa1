import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '#platform/errors.ts'
import { limits } from '#platform/http/limits.ts'

/**
 * The bytes as they came, for what is signed. Who sends them is known only after the last one, so all that are held at
 * once, until they are answered, are bounded together: beyond that the sender has to come again.
 */
export function readRawBodies(app: FastifyInstance): void {
  let held = 0
  const own = new WeakMap<object, number>()
  app.removeAllContentTypeParsers()
  app.addHook('onRequest', async (request, reply) => {
    own.set(request.raw, 0)
    reply.raw.once('close', () => {
      held -= own.get(request.raw) ?? 0
      own.delete(request.raw)
    })
  })
  app.addContentTypeParser('*', async (request: FastifyRequest, body: AsyncIterable<Buffer>) => {
    const most = request.routeOptions.bodyLimit ?? limits.bodyBytes
    const parts: Buffer[] = []
    for await (const part of body) {
      const size = (own.get(request.raw) ?? 0) + part.length
      own.set(request.raw, size)
      held += part.length
      if (size > most) throw new DomainError(413, 'too_large', `The body is larger than ${most} bytes.`)
      if (held > limits.rawBytesHeld)
        throw new DomainError(503, 'overloaded', 'There is too much to read at once. Send it again.', {
          retryAfterSeconds: 5,
        })
      parts.push(part)
    }
    return Buffer.concat(parts)
  })
}
