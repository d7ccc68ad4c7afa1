import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import type { Ctx, Deps, Origin } from '#platform/context.ts'
import { unauthenticated } from '#platform/errors.ts'
import { assertFriend, assertOwnPage, isFromForeignPage, isSafe } from '#platform/http/csrf.ts'
import { anyOf, type Credentials, type Identify, readCredentials } from '#platform/http/identify.ts'
import { limits, type RateLimits } from '#platform/http/limits.ts'
import { type CountRequest, callerOf, type RateLimiter } from '#platform/http/rate.ts'
import type { RouteRecord } from '#platform/http/route-record.ts'
import { type Actor, anonymous, authorize } from '#platform/policy.ts'

export type Admit = (request: FastifyRequest) => Promise<void>

/** Decides before the body is read who asks, whether they may, and whether they have asked too often. */
export function createAdmission(deps: Deps, identify: Identify, limiter: RateLimiter, rate: RateLimits) {
  const count = generalCounters(limiter, rate)

  return function admissionTo(route: RouteRecord): Admit {
    const countRoute = routeCounter(limiter, route)
    const countAnonymous = isSafe(route.method) ? count.anonymousSafe : count.anonymousUnsafe
    const isPublic = route.gate === 'public'

    return async function admit(request) {
      const ctx: Ctx = { ...deps, actor: anonymous, origin: originOf(request) }
      request.ctx = ctx
      const credentials = credentialsOf(deps, request, route)
      const sent = anyOf(credentials)
      const actor = sent ? await identify(ctx, credentials) : null
      if (actor) ctx.actor = actor
      if (route.spec.limit !== 'none') {
        if (actor) await (actor.unmetered ? undefined : count.signedIn(request))
        else await (sent && !isPublic ? count.refused : countAnonymous)(request)
      }
      await countRoute?.(request)
      if (!isPublic) assertAllowed(ctx, route, sent)
    }
  }
}

/** For what a machine asks every few seconds: no questions, no counting, and no database. */
export const admitAnybody =
  (deps: Deps): Admit =>
  async (request) => {
    request.ctx = { ...deps, actor: anonymous, origin: originOf(request) }
  }

function generalCounters(limiter: RateLimiter, { perSeconds, ...rate }: RateLimits) {
  const byCaller = (name: string, max: number) => limiter(name, { max, perSeconds }, callerOf)
  return {
    signedIn: byCaller('signed-in', rate.signedIn),
    anonymousSafe: byCaller('anonymous-safe', rate.anonymousSafe),
    anonymousUnsafe: byCaller('anonymous-unsafe', rate.anonymousUnsafe),
    // Apart from the others, so that a forgotten tab with an old session keeps nobody in its office from signing in.
    refused: byCaller('refused', rate.refusedCredentials),
  }
}

function routeCounter(limiter: RateLimiter, { method, path, spec }: RouteRecord): CountRequest | null {
  // Named without its prefix: /api and /api/v1 count as one.
  return typeof spec.limit === 'object' ? limiter(`${method} ${path}`, spec.limit, callerOf) : null
}

/** What was sent, as far as it is to be believed: a cookie may have been added by a browser for another page. */
function credentialsOf(
  { config }: Deps,
  { headers, method }: FastifyRequest,
  { gate, spec }: RouteRecord,
): Credentials {
  const sent = readCredentials(config, headers)
  if (isSafe(method)) return sent
  if (gate !== 'public') {
    if (sent.cookie !== null) assertOwnPage(config, headers)
    return sent
  }
  if (!isFromForeignPage(config, headers)) return sent
  if (spec.crossSite !== 'allowed') assertFriend(config, headers)
  return { ...sent, cookie: null }
}

function assertAllowed(ctx: Ctx, { gate }: RouteRecord, sent: boolean): void {
  if (!isKnown(ctx.actor))
    throw sent
      ? unauthenticated('This session, token or key is not valid, or not any more.')
      : unauthenticated()
  if (gate !== 'signed-in' && gate !== 'public') authorize(ctx, gate)
}

const isKnown = ({ kind }: Actor): boolean => kind === 'person' || kind === 'api_key'

function originOf(request: FastifyRequest): Origin {
  // A proxy that we believe may pass on whatever it was sent: what is no address is not kept as one.
  const ip = (ipaddr.isValid(request.ip ?? '') ? request.ip : request.socket.remoteAddress) ?? ''
  return {
    // The same address, however the socket was opened.
    ip: ip.startsWith('::ffff:') ? ip.slice(7) : ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, limits.userAgentLength),
    requestId: request.id,
  }
}
