import { createHmac } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BusinessNumber } from '../api.ts'
import { numberOf, type World } from '../world/world.ts'
import { bodyOf, GraphError, noSuchObject, refusal } from './errors.ts'

export type GraphRequest = FastifyRequest<{
  Params: { version: string; id: string }
  Querystring: Record<string, string | undefined>
}>

/** What is the same for every address of the Graph: its faults, who may ask, and how it refuses. */
export function prepareGraph(graph: FastifyInstance, world: World): void {
  graph.removeContentTypeParser('application/json')
  graph.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)))
    } catch {
      done(
        new GraphError(100, '(#100) The body is not valid JSON', { details: 'The body is not valid JSON' }),
      )
    }
  })
  graph.addHook('onRequest', async (request) => {
    const { latencyMs } = world.faults.now()
    if (latencyMs) await world.later.wait(latencyMs)
    // A path that matches the pattern of the Graph has these.
    const { version } = request.params as { version?: string }
    if (version) checkVersion(version)
    authorize(world, request)
    const status = world.faults.status()
    if (status !== undefined)
      throw new GraphError(status >= 500 ? 2 : 1, 'Asked for in the faults of the sandbox', { http: status })
  })
  graph.setErrorHandler((error: FastifyError, _, reply) => void refuse(reply, asGraphError(error)))
}

export const refuse = (reply: FastifyReply, error: GraphError): FastifyReply =>
  reply.code(error.http).send(bodyOf(error))

function asGraphError(error: FastifyError | GraphError): GraphError {
  if (error instanceof GraphError) return error
  if (error.statusCode === 413) return refusal(100, 'The body is too large')
  if (error.statusCode !== undefined && error.statusCode < 500) return refusal(100, error.message)
  console.error(error)
  return refusal(1)
}

function checkVersion(version: string): void {
  const [, major = '', minor] = /^v(\d+)\.(\d+)$/.exec(version) ?? []
  if (minor === '0' && Number(major) >= 22 && Number(major) <= 26) return
  throw new GraphError(
    2635,
    '(#2635) You are calling a deprecated version of the API. Please update to the latest version: v26.0.',
  )
}

const needsNoAccount = /\/debug_token(\?|$)/

function authorize(world: World, request: FastifyRequest): void {
  const { accessToken, appId, appSecret } = world.account
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (world.faults.now().revokedToken)
    throw new GraphError(
      190,
      'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
      { http: 401, subcode: 460 },
    )
  if (token === `${appId}|${appSecret}`) {
    if (needsNoAccount.test(request.url)) return
    throw refusal(200, 'An app token has no permission on this account')
  }
  if (token === undefined || token !== accessToken) throw refusal(190)
  checkProof(request, token, appSecret)
}

function checkProof({ query }: FastifyRequest, token: string, appSecret: string): void {
  const proof = (query as Record<string, string | undefined>).appsecret_proof // a query is text by name
  if (proof === undefined) return
  if (proof !== createHmac('sha256', appSecret).update(token).digest('hex'))
    throw new GraphError(100, 'Invalid appsecret_proof provided in the API argument', {
      type: 'GraphMethodException',
    })
}

export function requireNumber(world: World, id: string): BusinessNumber {
  const number = numberOf(world, id)
  if (!number) throw noSuchObject(id)
  return number
}

export function requireAccount({ account }: World, id: string): void {
  if (id !== account.wabaId) throw noSuchObject(id)
}
