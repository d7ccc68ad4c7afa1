import type { FastifyInstance } from 'fastify'
import type { Deps } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import { createHealth } from '#platform/health.ts'
import { admitAnybody, createAdmission } from '#platform/http/admission.ts'
import type { Identify } from '#platform/http/identify.ts'
import { limits, type RateLimits } from '#platform/http/limits.ts'
import { drain, type Listening, listen } from '#platform/http/listen.ts'
import { answerTheRest } from '#platform/http/not-found.ts'
import { describeApi, serveDocs } from '#platform/http/openapi/index.ts'
import { ownRoutes } from '#platform/http/own-routes.ts'
import { addPlugins } from '#platform/http/plugins.ts'
import { createRateLimiter } from '#platform/http/rate.ts'
import { openRedis } from '#platform/http/redis.ts'
import { recordRequests } from '#platform/http/request-log.ts'
import { collectRoutes, type RouteRecord } from '#platform/http/route-record.ts'
import { serveRoutes } from '#platform/http/routes.ts'
import { createServer } from '#platform/http/server.ts'
import { serveWebApp } from '#platform/http/static.ts'

export { purgeIdempotencyKeys } from '#platform/http/idempotency.ts'
export { type Credentials, type Identify, readCredentials } from '#platform/http/identify.ts'
export type { RateLimits } from '#platform/http/limits.ts'
export type { RouteRecord } from '#platform/http/route-record.ts'

export type HttpServer = {
  app: FastifyInstance
  /** Every route of the API, without its prefix. */
  routes: RouteRecord[]
  listen: () => Promise<Listening>
  close: () => Promise<void>
}

type Options = {
  deps: Deps
  identify: Identify
  features: readonly Feature[]
  webDist?: string
  /** Others than the usual ones, for tests and measurements. */
  rate?: Partial<RateLimits>
}

const prefixes = ['/api', '/api/v1']

/** Everything that answers over HTTP. Sockets attach to `app.server` before `listen`. */
export async function createHttp({
  deps,
  identify,
  features,
  webDist,
  ...options
}: Options): Promise<HttpServer> {
  const rate: RateLimits = { ...limits.rate, ...options.rate }
  const app = createServer(deps)
  const redis = await openRedis(deps)
  app.addHook('onClose', async () => redis?.close())
  await addPlugins(app, deps.config)
  recordRequests(app, deps)

  const own = ownRoutes(app, deps, createHealth(deps, features, redis ? [redis.health] : []))
  const asked = [...collectRoutes(features), ...own.documentation]
  await describeApi(app, deps.config, [...asked, ...own.health, ...own.root])
  const admissionTo = createAdmission(
    deps,
    identify,
    await createRateLimiter(app, redis?.client ?? null, rate),
    rate,
  )
  const watched = { watched: true, admit: admitAnybody(deps) }
  await serveRoutes(app, [
    ...asked.map((record) => ({ record, under: prefixes, watched: false, admit: admissionTo(record) })),
    ...own.health.map((record) => ({ record, under: prefixes, ...watched })),
    ...own.root.map((record) => ({ record, under: [''], ...watched })),
  ])
  await serveDocs(app)
  answerTheRest(app, await serveWebApp(app, webDist))
  return {
    app,
    routes: [...own.health, ...asked],
    listen: () => listen(app, deps.config),
    close: () => drain(app),
  }
}
