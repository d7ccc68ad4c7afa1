import { codeOf } from '#platform/error-code.ts'

export const isDeadlock = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error) ?? '')
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  error instanceof Error &&
  codeOf(error) === '23505' &&
  (constraint === undefined || ('constraint' in error && error.constraint === constraint))

const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]
// pg and its pool throw these without a code.
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end)/

/** The database is away, starting or stopping: what failed may work in a moment, with nothing changed by anybody. */
export function isUnreachable(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  if (/^(08|57P0)/.test(code)) return true
  if (!(error instanceof Error)) return false
  // A missing socket file is ENOENT from connect; from anything else it is an ordinary missing file.
  return (networkCodes.includes(code) && isFromSocket(error)) || lostConnection.test(error.message)
}

/** It answers, but cannot do this now: no connection, memory or disk left, a lock or a statement that took too long. */
export const isOverloaded = (error: unknown): boolean =>
  isDeadlock(error) || /^(53|55P03|57014)/.test(codeOf(error) ?? '')

const isFromSocket = (error: Error): boolean =>
  error instanceof AggregateError ||
  ('syscall' in error && ['connect', 'read', 'write', 'getaddrinfo'].includes(String(error.syscall)))
