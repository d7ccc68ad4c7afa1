import { STATUS_CODES } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '#contract/common.ts'
import { isOverloaded, isUnreachable } from '#platform/database/failures.ts'
import { DomainError } from '#platform/errors.ts'
import type { Log } from '#platform/log.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** The one place where something that was thrown becomes an answer. */
export function sendProblem(
  log: Log,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = asDomainError(thrown)
  if (error.status >= 500) logFailure(log, thrown, error, request)
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds))
  if (error.status === 401) reply.header('www-authenticate', challengeTo(request))
  return reply
    .code(error.status)
    .type(problemType)
    .send(JSON.stringify(problemOf(error, request.id)))
}

export const problemOf = ({ status, code, message, errors }: DomainError, requestId: string): Problem => ({
  type: `urn:prosa:problem:${code}`,
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail: message,
  code,
  requestId,
  ...(errors && { errors }),
})

export function asDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown
  const { code, statusCode } = featuresOf(thrown)
  const known = knownByCode[code]
  if (known) return known
  if (isUnreachable(thrown)) return unavailable
  if (isOverloaded(thrown)) return busy
  if (statusCode >= 400 && statusCode < 500) return refused(statusCode)
  return internal
}

const problem = (status: number, code: string, message: string, retryAfterSeconds?: number) =>
  new DomainError(status, code, message, retryAfterSeconds === undefined ? {} : { retryAfterSeconds })

const internal = problem(
  500,
  'internal',
  'Something went wrong here. It has been logged under this request id.',
)
const unavailable = problem(503, 'unavailable', 'The database does not answer. Try again in a moment.', 2)
const busy = problem(503, 'busy', 'Too much is going on at once. Try again in a moment.', 2)

/** What Fastify and its plugins throw, in our words; theirs may name paths and parts of what was sent. */
const knownByCode: Record<string, DomainError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: problem(413, 'too_large', 'The body is larger than this route takes.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem(
    415,
    'unsupported_media_type',
    'This route does not take that content type; send application/json.',
  ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problem(
    400,
    'bad_request',
    'The body is not as long as Content-Length says.',
  ),
  FST_ERR_BAD_URL: problem(400, 'bad_url', 'The address is not a valid URL.'),
  FST_ERR_MAX_PARAM_LENGTH: problem(414, 'bad_url', 'A part of the address is too long.'),
  FST_UNDER_PRESSURE: problem(503, 'overloaded', 'The server has too much to do. Try again in a moment.', 5),
}

const codeOfStatus: Record<number, string> = { 403: 'forbidden', 404: 'not_found', 405: 'method_not_allowed' }
const refused = (status: number) =>
  problem(status, codeOfStatus[status] ?? 'bad_request', 'The request cannot be served as it was sent.')

function featuresOf(thrown: unknown): { code: string; statusCode: number } {
  if (!(thrown instanceof Error)) return { code: '', statusCode: 0 }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  const statusCode = 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : 0
  return { code, statusCode }
}

// RFC 6750: what was sent and did not hold is named, what was not sent is not.
const challengeTo = ({ headers }: FastifyRequest): string =>
  headers.authorization === undefined ? 'Bearer realm="prosa"' : 'Bearer realm="prosa", error="invalid_token"'

function logFailure(log: Log, thrown: unknown, { status, code }: DomainError, request: FastifyRequest): void {
  const where = { requestId: request.id, method: request.method, route: request.routeOptions.config?.label }
  if (status === 500) log.error({ err: thrown, ...where }, 'a request failed')
  else log.warn({ problem: code, ...where }, 'a request could not be served')
}
