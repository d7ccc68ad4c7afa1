import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import type { Config } from '#platform/config.ts'
import { limits } from '#platform/http/limits.ts'
import { announceDrain } from '#platform/http/listen.ts'
import { addSecurityHeaders } from '#platform/http/security-headers.ts'

/** What every answer passes through. The order counts: also a refusal carries the headers of those before it. */
export async function addPlugins(app: FastifyInstance, config: Config): Promise<void> {
  await addSecurityHeaders(app, config)
  await allowOrigins(app, config)
  // Only for its functions, which work once it is registered somewhere: nobody needs its hooks on every answer.
  await app.register((nobody) => nobody.register(cookie, { hook: false }))
  await app.register(underPressure, { maxEventLoopDelay: limits.eventLoopDelay })
  announceDrain(app)
}

async function allowOrigins(app: FastifyInstance, { corsOrigins }: Config): Promise<void> {
  if (corsOrigins.length === 0) return
  const anybody = corsOrigins.includes('*')
  await app.register(cors, {
    origin: anybody ? '*' : corsOrigins,
    // Whoever allows every page must not let every page act with the visitor's session.
    credentials: !anybody,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['Retry-After', 'Idempotency-Replayed', 'X-Request-Id'],
    maxAge: 600,
    strictPreflight: false,
  })
}
