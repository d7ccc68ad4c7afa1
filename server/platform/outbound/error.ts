import { codeOf } from '#platform/error-code.ts'

export type OutboundFailure =
  | 'bad_url'
  | 'refused_address'
  | 'timeout'
  | 'aborted'
  | 'network'
  | 'tls'
  | 'redirects'
  | 'too_large'
  | 'bad_answer'

/** Trying again later may help with these, and with these only. */
const passing: readonly OutboundFailure[] = ['timeout', 'aborted', 'network']

/** A request that got no usable answer. An answer with any status is an answer, and no error. */
export class OutboundError extends Error {
  override name = 'OutboundError'
  readonly kind: OutboundFailure
  readonly retryable: boolean
  /** False where nothing can have arrived: what must not be sent twice may then be sent again. */
  readonly maybeReceived: boolean

  /** `who` is a host, never a path: bots' tokens are in their paths. */
  constructor(
    kind: OutboundFailure,
    who: string,
    what: string,
    options: { maybeReceived: boolean; cause?: unknown },
  ) {
    super(`${who} ${what}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.retryable = passing.includes(kind)
    this.maybeReceived = options.maybeReceived
  }
}

/** Thrown while connecting, before a byte is sent. */
export class RefusedAddress extends Error {
  readonly code = 'REFUSED_ADDRESS'
}

/** Wraps whatever a request may fail with, once, at the border. */
export function explain(error: unknown, who: string, { timeoutMs }: { timeoutMs: number }): OutboundError {
  if (error instanceof OutboundError) return error
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = firstCode(cause)
  const fail = (kind: OutboundFailure, what: string, maybeReceived: boolean) =>
    new OutboundError(kind, who, what, { maybeReceived, cause })
  if (code === 'REFUSED_ADDRESS') return fail('refused_address', 'is a private address', false)
  // Ports of mail servers and the like, which no web address has.
  if (cause instanceof Error && cause.message === 'bad port')
    return fail('bad_url', 'is on a port that is never asked', false)
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return fail('timeout', 'did not take the connection in time', false)
  if (isTimeout(cause)) return fail('timeout', `did not answer within ${timeoutMs} ms`, true)
  if (cause instanceof Error && cause.name === 'AbortError')
    return fail('aborted', 'was not waited for', true)
  if (/CERT|TLS|SSL|ALTNAME/.test(code)) return fail('tls', `has no valid certificate (${code})`, false)
  return fail('network', `cannot be reached (${code || 'connection lost'})`, !notConnected.test(code))
}

const notConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/

const isTimeout = (error: unknown): boolean =>
  (error instanceof Error && error.name === 'TimeoutError') || /TIMEOUT|ETIMEDOUT/.test(firstCode(error))

// Several addresses were tried: they failed alike, or the first one tells enough.
const firstCode = (error: unknown): string =>
  codeOf(error instanceof AggregateError ? error.errors[0] : error) ?? ''
