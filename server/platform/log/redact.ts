import { scrub } from './scrub.ts'

const deepest = 6
const widest = 60
const inAll = 500

const personal =
  /(?:password|passwd|secret|token|apikey|accesskey|secretkey|authorization|cookie|credentials?|cpf|cnpj|email|phone|phonenumber|telefone|celular|(?<!con)text|body|content|caption|prompt|recoverycodes?|encrypted)s?$|password|secret/

type Walk = { left: number }

/**
 * A copy that may be written down: personal and secret fields by their name, everything else by what it looks like.
 * Bounded in depth and size, because whatever is logged by mistake is logged often.
 */
export function redact(value: unknown): unknown {
  return walk(value, { left: inAll }, 0)
}

export function redactFields(fields: object): Record<string, unknown> {
  return walkFields(fields, { left: inAll }, 0)
}

function walk(value: unknown, state: Walk, depth: number): unknown {
  if (typeof value === 'string') return scrub(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (--state.left < 0 || depth > deepest) return '[…]'
  if (value instanceof Error) return describeError(value, state, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString()
  if (value instanceof URL) return scrub(value.href)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.slice(0, widest).map((item) => walk(item, state, depth + 1))
  return isPlain(value) ? walkFields(value, state, depth) : `[${value.constructor?.name ?? 'object'}]`
}

function walkFields(fields: object, state: Walk, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields).slice(0, widest)) {
    if (isPersonal(name) && !isHarmless(value)) result[name] = '[redacted]'
    else if (isRequest(name, value)) result[name] = describeRequest(value)
    else result[name] = walk(value, state, depth + 1)
  }
  return result
}

const isPersonal = (name: string): boolean => personal.test(name.replace(/[_-]/g, '').toLowerCase())

/** Flags and counts say nothing of anybody: `hasPassword: true`, `totalTokens: 812`. */
const isHarmless = (value: unknown): boolean =>
  value === null ||
  ['undefined', 'boolean'].includes(typeof value) ||
  (typeof value === 'number' && value < 1e7)

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

type RequestLike = { method?: unknown; url?: unknown; ip?: unknown; statusCode?: unknown }

const isRequest = (name: string, value: unknown): value is RequestLike =>
  /^(req|res|request|reply|response)$/.test(name) &&
  typeof value === 'object' &&
  value !== null &&
  !isPlain(value)

/** A request's address without what follows the `?`: tokens travel there. */
function describeRequest({ method, url, ip, statusCode }: RequestLike): Record<string, unknown> {
  const path = typeof url === 'string' ? scrub(url.split('?')[0] ?? '') : undefined
  return { method, url: path, ip, statusCode }
}

/** Fields of an error that help and hold nobody's data. Never `detail`, `where` or parameters: they quote rows. */
const telling = [
  'code',
  'status',
  'kind',
  'retryable',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'syscall',
]

function describeError(error: Error, state: Walk, depth: number): Record<string, unknown> {
  const type = error.constructor?.name === 'Error' ? error.name : (error.constructor?.name ?? error.name)
  const message = scrub(messageOf(error))
  const described: Record<string, unknown> = { type, message }
  for (const [name, value] of Object.entries(error))
    if (telling.includes(name) && value !== undefined) described[name] = walk(value, state, depth + 1)
  described.stack = [`${type}: ${message}`, ...framesOf(error)].join('\n')
  if (error.cause !== undefined) described.cause = walk(error.cause, state, depth + 1)
  if (error instanceof AggregateError)
    described.errors = error.errors.slice(0, 5).map((inner) => walk(inner, state, depth + 1))
  return described
}

/** Without the value that PostgreSQL could not read, which it repeats: `invalid input syntax for type uuid: "…"`. */
export const messageOf = (error: Error): string =>
  'severity' in error && 'routine' in error ? error.message.replace(/: ".*"$/s, ': "…"') : error.message

const framesOf = ({ stack = '' }: Error): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
    .map(scrub)
