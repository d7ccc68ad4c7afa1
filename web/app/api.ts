import { ApiProblem, problemFrom } from './http/problem.ts'
import { currentLanguage } from './i18n.ts'

export { ApiProblem } from './http/problem.ts'

type QueryValue = string | number | boolean | null | undefined
export type RequestOptions = {
  query?: Record<string, QueryValue | readonly string[]> | undefined
  signal?: AbortSignal | undefined
  /** Milliseconds; 20 seconds unless said otherwise. */
  timeout?: number | undefined
  /** One key per intention: pass the same one when the person presses "try again" on the same form. */
  idempotencyKey?: string | undefined
}

/** The server checks every reply against the contract before it leaves, so T is named here and not parsed again. */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => request<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) => post<T>(path, body, options),
  put: <T>(path: string, body?: unknown, options?: RequestOptions) => request<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    request<T>('PATCH', path, body, options),
  /** `body`: where a deletion has to be proven, with the own password. */
  delete: <T = void>(path: string, { body, ...options }: RequestOptions & { body?: unknown } = {}) =>
    request<T>('DELETE', path, body, options),
}

/** A POST whose answer was lost is sent again under the same key: the server does it once. */
async function post<T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
  const idempotencyKey = options.idempotencyKey ?? newIdempotencyKey()
  for (const wait of [400, 1500]) {
    try {
      return await request<T>('POST', path, body, { ...options, idempotencyKey })
    } catch (error) {
      if (!(error instanceof ApiProblem && error.answerLost)) throw error
      await pause(wait, options.signal)
    }
  }
  return request<T>('POST', path, body, { ...options, idempotencyKey })
}

async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  options: RequestOptions = {},
): Promise<T> {
  const response = await send(method, path, body, options)
  if (!response.ok) throw await problemFrom(response)
  if (response.status === 204) return undefined as T // nothing was promised, nothing is given
  return (await response.json()) as T
}

async function send(method: string, path: string, body: unknown, options: RequestOptions): Promise<Response> {
  const deadline = AbortSignal.timeout(options.timeout ?? 20_000)
  const form = body instanceof FormData
  try {
    return await fetch(addressOf(path, options.query), {
      method,
      credentials: 'same-origin',
      headers: headersFor(body !== undefined && !form, options.idempotencyKey),
      body: body === undefined ? null : form ? body : JSON.stringify(body),
      signal: options.signal ? AbortSignal.any([options.signal, deadline]) : deadline,
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new ApiProblem({ status: 0, code: deadline.aborted ? 'timeout' : 'offline' }, { cause })
  }
}

function headersFor(json: boolean, idempotencyKey: string | undefined): HeadersInit {
  return {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': currentLanguage(),
    ...(json && { 'Content-Type': 'application/json' }),
    ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
  }
}

export function addressOf(path: string, query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') search.append(name, String(each))
    }
  }
  return `/api${path}${search.size > 0 ? `?${search}` : ''}`
}

/** Not crypto.randomUUID: it is missing on plain http, where many a shop runs its own server. */
export const newIdempotencyKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
