import { type Dispatcher, FormData, fetch, type RequestInit, type Response } from 'undici'
import { OutboundError } from './error.ts'

export type Body = string | Uint8Array | URLSearchParams | FormData | AsyncIterable<Uint8Array>
export type Question = {
  url: URL
  method: string
  headers: Record<string, string>
  body: Body | undefined
  /** How many redirects are left; null: an answer that leads elsewhere is an answer like any other. */
  redirects: number | null
  signal: AbortSignal
  agent: Dispatcher
}

const leadsElsewhere = new Set([301, 302, 303, 307, 308])

/** Asks, and follows as many redirects as it may; each is a request of its own and passes the same guard. */
export async function send(question: Question): Promise<Response> {
  const response = await once(question)
  const location = response.headers.get('location')
  if (question.redirects === null || !location || !leadsElsewhere.has(response.status)) return response
  await response.body?.cancel()
  if (question.redirects === 0) throw tangled(question, 'redirects too often')
  return send(
    redirected(question, response.status, readUrl(URL.parse(location, question.url.href) ?? location)),
  )
}

export function readUrl(address: string | URL): URL {
  const url = address instanceof URL ? address : URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) throw badUrl('is not an http:// or https:// address')
  if (url.username || url.password) throw badUrl('has a user or a password in it')
  return url
}

function once({ url, method, headers, body, signal, agent }: Question): Promise<Response> {
  const init: RequestInit = { method, signal, redirect: 'manual', dispatcher: agent }
  init.headers = { 'user-agent': 'Prosa', ...headers }
  if (body !== undefined) init.body = body
  if (isStream(body)) init.duplex = 'half'
  return fetch(url, init)
}

function redirected(question: Question, status: number, url: URL): Question {
  const { method, headers, body, redirects } = question
  const elsewhere = url.origin !== question.url.origin
  // As browsers do: what was posted is fetched from the new place, unless the answer says to post it again.
  const asGet = status === 303 || (status < 303 && method === 'POST')
  if (!asGet && isStream(body)) throw tangled(question, 'redirects what can be sent only once')
  const kept = Object.entries(headers).filter(
    ([name]) => !(elsewhere && isPrivate(name)) && !(asGet && /^content-/i.test(name)),
  )
  const next = { ...question, url, headers: Object.fromEntries(kept), redirects: (redirects ?? 0) - 1 }
  return asGet ? { ...next, method: method === 'HEAD' ? 'HEAD' : 'GET', body: undefined } : next
}

const isPrivate = (header: string): boolean => /authorization|cookie|key|token|secret|signature/i.test(header)

const isStream = (body: Body | undefined): boolean =>
  typeof body === 'object' &&
  !(body instanceof Uint8Array || body instanceof URLSearchParams || body instanceof FormData)

const tangled = ({ url }: Question, what: string): OutboundError =>
  new OutboundError('redirects', url.host, what, { maybeReceived: true })

const badUrl = (what: string): OutboundError =>
  new OutboundError('bad_url', 'The address', what, { maybeReceived: false })
