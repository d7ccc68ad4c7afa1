import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { Deps } from '#platform/context.ts'
import { forbidden, unauthenticated } from '#platform/errors.ts'
import { HealthReport } from '#platform/health.ts'
import type { Http } from '#platform/http/route.ts'
import { collectRoutes, type RouteRecord } from '#platform/http/route-record.ts'

type Look = () => Promise<HealthReport>

/** What the platform itself has to say. */
export function ownRoutes(app: FastifyInstance, deps: Deps, look: Look) {
  return {
    documentation: routesOf((http) => documentationRoute(http, app)),
    /** For what watches: nobody is asked who they are, and no database is needed to answer. */
    health: routesOf((http) => healthRoute(http, look)),
    root: routesOf((http) => rootRoutes(http, deps, look)).map(ofServer),
  }
}

const routesOf = (routes: (http: Http) => void): RouteRecord[] =>
  collectRoutes([{ name: 'system', routes: (http) => routes(http.tag('System')) }])

// Its /health is not the one of the API, and names are given once.
const ofServer = (record: RouteRecord): RouteRecord => ({
  ...record,
  operationId: `${record.operationId}OfServer`,
})

function healthRoute(http: Http, look: Look): void {
  http.get('/health', {
    can: 'public',
    summary: 'See how every part is doing',
    description: '200 as long as the database answers, else 503.',
    reply: HealthReport,
    run: (_ctx, { reply }) => reported(look, reply),
  })
}

function documentationRoute(http: Http, app: FastifyInstance): void {
  let document: string | undefined
  http.get('/openapi.json', {
    can: 'public',
    summary: 'Read this documentation as OpenAPI 3.1',
    produces: ['application/json'],
    reply: z.string(),
    run: () => {
      document ??= JSON.stringify(app.swagger())
      return document
    },
  })
}

function rootRoutes(http: Http, deps: Deps, look: Look): void {
  http.get('/health', {
    can: 'public',
    summary: 'See whether it is up',
    reply: HealthReport.pick({ status: true }),
    run: (_ctx, { reply }) => reported(look, reply),
  })
  http.get('/metrics', {
    can: 'public',
    summary: 'Read the metrics, as Prometheus does',
    description: 'With METRICS_TOKEN set, that token as a bearer token; else only from the machine itself.',
    produces: [deps.metrics.registry.contentType],
    reply: z.string(),
    run: (_ctx, { request }) => {
      assertMayWatch(deps, request)
      return deps.metrics.registry.metrics()
    },
  })
}

async function reported(look: Look, reply: FastifyReply): Promise<HealthReport> {
  const report = await look()
  if (report.status === 'down') reply.code(503)
  return report
}

function assertMayWatch({ config: { metricsToken } }: Deps, request: FastifyRequest): void {
  if (metricsToken === null) {
    if (!isFromHere(request)) throw forbidden('Set METRICS_TOKEN to read the metrics from another machine.')
  } else if (!sameText(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) throw unauthenticated()
}

// Behind a proxy on this machine everybody seems to be from here, but then the proxy says for whom it asks.
const isFromHere = ({ ctx, headers }: FastifyRequest): boolean =>
  isLoopback(ctx.origin?.ip ?? '') && !headers['x-forwarded-for'] && !headers.forwarded

const isLoopback = (ip: string): boolean => ipaddr.isValid(ip) && ipaddr.process(ip).range() === 'loopback'

const sameText = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other))
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
