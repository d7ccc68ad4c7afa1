import { Readable } from 'node:stream'
import type { Agent, Headers, Response } from 'undici'
import type { z } from 'zod'
import { allowedBy } from './allowances.ts'
import { explain, OutboundError } from './error.ts'
import { guardedAgent, openAgent } from './guard.ts'
import { type Body, readUrl, send } from './send.ts'

export { FormData } from 'undici'
export { OutboundError } from './error.ts'

export type RequestOptions = {
  method?: string
  headers?: Record<string, string>
  body?: Body
  /** For everything together: connecting, redirects, the last byte of the answer. */
  timeoutMs?: number
  /** Of the answer, unpacked. */
  maxBytes?: number
  /** None unless asked for: the redirect itself is the answer then. Never more than five. */
  redirects?: number
  /** Only for addresses that come from the configuration, never for one that somebody typed into a form. */
  allowPrivate?: boolean
  signal?: AbortSignal
}

export type Answer = {
  status: number
  headers: Headers
  body: Buffer
  text: () => string
  /** Parsed by the schema; an answer that does not fit is an OutboundError of kind `bad_answer`. */
  json: <S extends z.ZodType>(schema: S) => z.output<S>
}

export type StreamedAnswer = { status: number; headers: Headers; body: Readable }

/**
 * The way out: every request that leaves this program and is not a library's own. Private addresses are refused
 * unless configured; time and size are bounded; failures are OutboundErrors that say whether to try again.
 */
export type Outbound = {
  request: (url: string | URL, options?: RequestOptions) => Promise<Answer>
  /** For what is too large to hold: the caller reads to the end, or destroys the stream. */
  stream: (url: string | URL, options?: RequestOptions) => Promise<StreamedAnswer>
  close: () => Promise<void>
}

const mostRedirects = 5
const defaultTimeout = 10_000
const defaultMaxBytes = 5 * 1024 * 1024

export function createOutbound({ outboundAllow }: { outboundAllow: string[] }): Outbound {
  const agents = { guarded: guardedAgent(allowedBy(outboundAllow)), open: openAgent() }
  return {
    request: async (url, options) => request(agents, readUrl(url), options),
    stream: async (url, options) => stream(agents, readUrl(url), options),
    close: async () => void (await Promise.all([agents.guarded.destroy(), agents.open.destroy()])),
  }
}

type Agents = { guarded: Agent; open: Agent }

async function request(agents: Agents, url: URL, options?: RequestOptions): Promise<Answer> {
  const { status, headers, body: parts } = await stream(agents, url, options)
  const body = Buffer.concat(await parts.toArray())
  const text = () => body.toString('utf8')
  return { status, headers, body, text, json: (schema) => readJson(text(), schema, url.host) }
}

async function stream(agents: Agents, url: URL, options: RequestOptions = {}): Promise<StreamedAnswer> {
  const { redirects = 0, timeoutMs = defaultTimeout, maxBytes = defaultMaxBytes } = options
  const limit = AbortSignal.timeout(timeoutMs)
  const fail = (error: unknown) => explain(error, url.host, { timeoutMs })
  const question = {
    url,
    method: (options.method ?? 'GET').toUpperCase(),
    headers: options.headers ?? {},
    body: options.body,
    redirects: redirects > 0 ? Math.min(redirects, mostRedirects) : null,
    signal: options.signal ? AbortSignal.any([limit, options.signal]) : limit,
    agent: options.allowPrivate ? agents.open : agents.guarded,
  }
  const response = await send(question).catch((error: unknown) => Promise.reject(fail(error)))
  const body = Readable.from(capped(response, url.host, maxBytes, fail), { objectMode: false })
  return { status: response.status, headers: response.headers, body }
}

async function* capped(
  response: Response,
  who: string,
  maxBytes: number,
  fail: (error: unknown) => OutboundError,
) {
  let size = 0
  try {
    for await (const part of response.body ?? []) {
      size += part.length
      if (size > maxBytes)
        throw new OutboundError('too_large', who, `answered with more than ${maxBytes} bytes`, {
          maybeReceived: true,
        })
      yield Buffer.from(part.buffer, part.byteOffset, part.byteLength)
    }
  } catch (error) {
    throw fail(error)
  }
}

function readJson<S extends z.ZodType>(text: string, schema: S, who: string): z.output<S> {
  const result = schema.safeParse(parsed(text))
  if (result.success) return result.data
  // Where it does not fit, never what was there.
  const where = result.error.issues
    .map(({ path, code }) => `${path.join('.') || 'the whole'}: ${code}`)
    .slice(0, 3)
  throw new OutboundError('bad_answer', who, `answered something unexpected (${where.join(', ')})`, {
    maybeReceived: true,
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON at all: undefined fits no schema of an answer.
    return undefined
  }
}
