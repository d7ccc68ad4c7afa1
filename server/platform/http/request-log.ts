import type { FastifyInstance } from 'fastify'
import type { Deps } from '#platform/context.ts'

/** One line and one measurement per request, named by the route and never by the address: those hold ids and names. */
export function recordRequests(app: FastifyInstance, { log, metrics }: Pick<Deps, 'log' | 'metrics'>): void {
  const duration = metrics.histogram('http_request_duration_seconds', 'How long requests took', {
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  })
  // Every field of the line is ours and harmless, so it need not be searched for what is not.
  const lines = log.child({}, { formatters: { log: (line) => line } })
  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request
    const { config } = request.routeOptions
    const route = config.label ?? (request.is404 ? 'none' : 'page')
    const status = reply.statusCode
    const took = reply.elapsedTime
    duration.observe({ method, route, status }, took / 1000)
    const level = config.watched ? 'debug' : 'info'
    if (lines.isLevelEnabled(level)) {
      const { kind, id } = request.ctx?.actor ?? {}
      const ms = Math.round(took)
      lines[level]({
        msg: 'request',
        method,
        route,
        status,
        ms,
        requestId: request.id,
        actor: kind,
        actorId: id,
      })
    }
    done()
  })
}
