import { STATUS_CODES } from 'node:http'
import type { RouteRecord } from '#platform/http/route-record.ts'

const example = (status: number, code: string, detail: string, errors?: unknown[]) => ({
  type: `urn:prosa:problem:${code}`,
  title: STATUS_CODES[status] ?? '',
  status,
  detail,
  code,
  requestId: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d',
  ...(errors && { errors }),
})

const examples = {
  400: example(400, 'bad_json', 'The body is not valid JSON.'),
  401: example(401, 'unauthenticated', 'Sign in, or send an API key or a bearer token.'),
  403: example(403, 'forbidden', 'You may not do this.'),
  404: example(404, 'not_found', 'There is no such operator.'),
  409: example(409, 'in_progress', 'The same request is still being carried out.'),
  413: example(413, 'too_large', 'The body is larger than this route takes.'),
  415: example(
    415,
    'unsupported_media_type',
    'This route does not take that content type; send application/json.',
  ),
  422: example(422, 'invalid', 'Some fields are not valid.', [
    { pointer: '/email', code: 'invalid_format', message: 'Invalid email address' },
  ]),
  429: example(429, 'too_many_requests', 'Too many requests: at most 600 in this time. Try again in 12 s.'),
  500: example(500, 'internal', 'Something went wrong here. It has been logged under this request id.'),
  503: example(503, 'unavailable', 'The database does not answer. Try again in a moment.'),
}
type Status = keyof typeof examples

const retryAfter = {
  'Retry-After': {
    description: 'Seconds until it is worth trying again',
    schema: { type: 'integer' },
    example: 2,
  },
}

/** Each error once, for the routes to point to. */
export const problemResponses = Object.fromEntries(
  Object.entries(examples).map(([status, example]) => [
    nameOf(Number(status)),
    {
      description: STATUS_CODES[status] ?? '',
      ...(['409', '429', '503'].includes(status) && { headers: retryAfter }),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
    },
  ]),
)

/** The errors that a caller of this route has to reckon with. */
export function problemsOf(record: RouteRecord): Record<string, { $ref: string }> {
  const { method, path, gate, params, query, body, spec } = record
  const unsafe = method !== 'GET'
  // Whatever its type, it is let in by its signature, and no repetition of it is turned away.
  const isSigned = spec.accepts === 'raw'
  const possible: [Status, boolean][] = [
    [400, unsafe],
    [401, gate !== 'public' || isSigned],
    [403, gate !== 'public' || unsafe],
    [404, path.includes(':')],
    [409, unsafe && !isSigned],
    [413, unsafe],
    [415, unsafe && !isSigned],
    [422, params !== undefined || query !== undefined || body !== undefined],
    [429, spec.limit !== 'none'],
    [500, true],
    [503, true],
  ]
  return Object.fromEntries(
    possible
      .filter(([, reckonedWith]) => reckonedWith)
      .map(([status]) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  )
}

function nameOf(status: number): string {
  return (STATUS_CODES[status] ?? '').replaceAll(' ', '')
}
