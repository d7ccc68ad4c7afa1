import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '#platform/context.ts'
import { DomainError, forbidden, secondFactorEnrolmentRequired, unauthenticated } from '#platform/errors.ts'
import { assertOwnPage, isSafe } from '#platform/http/csrf.ts'
import { type Identify, readCredentials } from '#platform/http/identify.ts'
import { anonymous } from '#platform/policy.ts'

const prefix = '/sandbox'

/** The phone of the sandbox, at our own address and for the people who work here. */
export async function passToSandbox(app: FastifyInstance, deps: Deps, identify: Identify): Promise<void> {
  const { sandboxUrl } = deps.config
  await app.register(async (scope) => {
    // It is no part of the API, and not described with it.
    scope.addHook(
      'onRoute',
      (route) => void Object.assign(route, { schema: { ...route.schema, hide: true } }),
    )
    if (sandboxUrl === null) return refuseAll(scope)
    const { default: httpProxy } = await import('@fastify/http-proxy')
    // What is passed on is not read here.
    scope.removeAllContentTypeParsers()
    scope.addHook('onRequest', (request, reply) => admit(deps, identify, request, reply))
    cutStreamsAtTheEnd(scope)
    await scope.register(httpProxy, {
      upstream: sandboxUrl,
      prefix,
      rewritePrefix: prefix,
      internalRewriteLocationHeader: false,
      httpMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      replyOptions: {
        rewriteRequestHeaders: (_request, headers) =>
          without(headers, ['cookie', 'authorization', 'x-api-key']),
        rewriteHeaders: (headers) => without(headers, ['set-cookie']),
        onError: (reply) => void reply.send(away()),
      },
    })
  })
}

function refuseAll(scope: FastifyInstance): void {
  const refuse = () => {
    throw new DomainError(404, 'not_found', 'The sandbox is off.')
  }
  scope.all(prefix, refuse)
  scope.all(`${prefix}/*`, refuse)
}

async function admit(
  deps: Deps,
  identify: Identify,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { headers, method, url } = request
  request.ctx = { ...deps, actor: anonymous }
  const credentials = readCredentials(deps.config, headers)
  if (credentials.cookie !== null && !isSafe(method)) assertOwnPage(deps.config, headers)
  const actor = await identify(request.ctx, credentials)
  if (actor?.mustEnrolSecondFactor) throw secondFactorEnrolmentRequired()
  if (actor?.kind === 'person') {
    if (breaksThings(request) && actor.role !== 'admin')
      throw forbidden('Only an administrator may do this here.')
    return undefined
  }
  if (actor) throw forbidden('Only people may use the sandbox here.')
  if (asksForPage(request)) return reply.redirect(`/sign-in?${new URLSearchParams({ next: url })}`, 303)
  throw unauthenticated()
}

/** Whoever plays a customer needs none of it; it turns webhooks away and says what Meta would say of the account. */
const breaksThings = ({ method, url }: FastifyRequest): boolean =>
  !isSafe(method) && /^\/sandbox\/+api\/+(callback|raw|fields|clock|storm)\b/i.test(pathOf(url))

/** As the sandbox will read it; what cannot be read leads nowhere there either. */
function pathOf(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

const asksForPage = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html')

/** An open phone listens for ever: it must not keep the server from closing. */
function cutStreamsAtTheEnd(scope: FastifyInstance): void {
  const open = new Set<FastifyReply>()
  scope.addHook('onRequest', async (_request, reply) => {
    open.add(reply)
    reply.raw.once('close', () => open.delete(reply))
  })
  scope.addHook('preClose', async () => {
    for (const { raw } of open) raw.destroy()
  })
}

const without = <H extends object>(headers: H, names: readonly string[]): H =>
  // The same headers, but for a few that are optional.
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase()))) as H

const away = () =>
  new DomainError(503, 'sandbox_away', 'The sandbox does not answer. Try again in a moment.', {
    retryAfterSeconds: 2,
  })
