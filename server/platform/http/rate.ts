import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import { tooMany } from '#platform/errors.ts'
import type { Limit, RateLimits } from '#platform/http/limits.ts'

type Counted = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>
/** Counts the request, and throws when its caller has had enough of them. */
export type CountRequest = (request: FastifyRequest) => Promise<void>
export type RateLimiter = (
  name: string,
  limit: Limit,
  keyOf: (request: FastifyRequest) => string,
) => CountRequest

// After Redis did not answer, so that not every request waits to learn the same.
const restMs = 2000

/**
 * Counts in Redis when there is one, so that more processes are not more allowance; while Redis is away each process
 * counts for itself, which is better than refusing everybody or nobody.
 */
export async function createRateLimiter(
  app: FastifyInstance,
  redis: Redis | null,
  { callers }: RateLimits,
): Promise<RateLimiter> {
  const createHere = await limitsIn(app, { cache: callers })
  const createTogether = redis && (await limitsIn(app, { redis, nameSpace: 'prosa:limit:' }))
  let aloneUntil = 0
  return (name, { max, perSeconds }, keyOf) => {
    const options = {
      max,
      timeWindow: perSeconds * 1000,
      keyGenerator: (request: FastifyRequest) => `${name} ${keyOf(request)}`,
    }
    const countHere = createHere(options)
    const countTogether = createTogether?.(options)
    const countInstead = (request: FastifyRequest) => {
      aloneUntil = performance.now() + restMs
      return countHere(request)
    }
    return async (request) => {
      if (countTogether && redis?.status === 'ready' && performance.now() > aloneUntil)
        assertWithin(await countTogether(request).catch(() => countInstead(request)))
      else assertWithin(await countHere(request))
    }
  }
}

/** One caller, whatever address out of a network of theirs they use: whoever has one IPv6 address has a /64 of them. */
export function callerOf({ ctx: { actor, origin } }: FastifyRequest): string {
  return actor.kind === 'anonymous' ? addressOf(origin?.ip ?? '') : `${actor.kind}:${actor.id}`
}

export const addressOf = (ip: string): string => normalizeIP(ip, 64)

type CreateRateLimit = FastifyInstance['createRateLimit']

// The plugin keeps one store per instance, so each store gets an instance of its own.
async function limitsIn(
  app: FastifyInstance,
  options: { cache: number } | { redis: Redis; nameSpace: string },
) {
  const { promise, resolve } = Promise.withResolvers<CreateRateLimit>()
  await app.register(async (child) => {
    await child.register(rateLimit, { global: false, ...options })
    // Not the instance: it has a `then`, and waiting for it from inside would wait for ever.
    resolve((limit) => child.createRateLimit(limit))
  })
  return promise
}

function assertWithin(counted: Counted): void {
  if (counted.isAllowed || !counted.isExceeded) return
  const seconds = Math.max(1, counted.ttlInSeconds)
  throw tooMany(`Too many requests: at most ${counted.max} in this time. Try again in ${seconds} s.`, seconds)
}
