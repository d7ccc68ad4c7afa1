import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Ctx, Deps } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { readJsonBodies } from '#platform/http/bodies.ts'
import { limits } from '#platform/http/limits.ts'
import { problemOf, problemType, sendProblem } from '#platform/http/problems.ts'
import { serializerCompiler, validatorCompiler } from '#platform/http/validation.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request this is; set before the body is read, and absent where no route was found. */
    ctx: Ctx
  }
  interface FastifyContextConfig {
    /** The route's name in the log and the metrics. */
    label?: string
    /** Asked again and again by what watches the server: not worth a line in the log each time. */
    watched?: boolean
  }
}

/** Fastify with our bounds and our way to say no; the routes come later. */
export function createServer({ config, log }: Pick<Deps, 'config' | 'log'>): FastifyInstance {
  const app = fastify({
    // Named by what Fastify needs of it, or the type of our log would be part of the type of everything.
    loggerInstance: log as FastifyBaseLogger,
    // A child logger per request costs more than most requests; ours is given the request's id where it matters.
    childLoggerFactory: (parent) => parent,
    logController: onlyFailures(),
    // Only has to be unique, and is made for every request: the random one costs a tenth of one that is ordered.
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    trustProxy: config.trustProxy,
    routerOptions: { maxParamLength: limits.pathParameterLength },
    requestTimeout: limits.timeouts.request,
    keepAliveTimeout: limits.timeouts.keepAlive,
    connectionTimeout: limits.timeouts.idleSocket,
    http: { headersTimeout: limits.timeouts.headers, shouldUpgradeCallback: isForSockets },
    // Whoever still has a connection when we stop is served, and told to come back on another one.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void sendProblem(log, error, request, reply),
    clientErrorHandler: refuseUnreadable,
  })
  app.decorateRequest('ctx')
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => sendProblem(log, error, request, reply))
  readJsonBodies(app)
  return app
}

/**
 * Java's client and `curl --http2` offer HTTP/2 with every request: as nobody takes it up here, that is an ordinary
 * request. Left to the sockets, it would be cut off without an answer.
 */
function isForSockets(this: Server, { headers, url }: IncomingMessage): boolean {
  const isWebSocket = headers.upgrade?.toLowerCase() === 'websocket' && url?.startsWith('/socket.io/')
  return isWebSocket === true && this.listenerCount('upgrade') > 0
}

/** Each request has its line in the log from us; what only Fastify learns of, a broken stream for instance, from it. */
const onlyFailures = (): LogController =>
  Object.assign(new LogController(), { incomingRequest() {}, requestCompleted() {}, routeNotFound() {} })

const unreadable: Record<string, [status: number, title: string, code: string, detail: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'timeout', 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'too_large',
    'The address and headers are too long.',
  ],
}

/** What is not even HTTP never becomes a request, so this is written to the socket as it is. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, title, code, detail] = unreadable[error.code ?? ''] ?? [
    400,
    'Bad Request',
    'bad_request',
    'This is not HTTP.',
  ]
  const body = JSON.stringify(problemOf(new DomainError(status, code, detail), randomUUID()))
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  socket.destroy(error)
}
