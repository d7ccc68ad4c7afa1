import type { ProviderError } from '../channel.ts'
import { type Explanation, explanations, permissions, type Todo, type Trouble } from './error-table.ts'

export type { Todo, Trouble } from './error-table.ts'

export type Complaint = {
  /** Of Meta; absent when it did not even answer. */
  code: number | string | null
  title?: string | null
  message?: string | null
  details?: string | null
  isTransient?: boolean | null
  httpStatus?: number | null
}

export type Explained = ProviderError & { trouble: Trouble; todo: Todo | null }

/** What Meta's complaint means for us. Codes decide: the HTTP status of throttling is 400 like that of everything. */
export function explainError(complaint: Complaint): Explained {
  const { title, message, details, httpStatus } = complaint
  const code = readCode(complaint.code)
  const meaning = (code === null ? undefined : byCode(code)) ?? guess(complaint)
  const shownTitle = title || message || meaning.trouble
  return {
    code: String(code ?? complaint.code ?? (httpStatus ? `http_${httpStatus}` : 'no_answer')).slice(0, 50),
    title: shownTitle,
    detail: details || (message && message !== shownTitle ? message : null),
    class: meaning.class,
    scope: meaning.scope ?? 'message',
    trouble: meaning.trouble,
    todo: meaning.todo ?? null,
    retryAfterMs: meaning.retryAfterMs ?? null,
  }
}

function readCode(code: Complaint['code']): number | null {
  if (typeof code === 'number') return code
  return code !== null && /^\d{1,15}$/.test(code) ? Number(code) : null
}

const meanings = new Map(explanations.flatMap((row) => row.codes.map((code) => [code, row] as const)))

const byCode = (code: number): Explanation | undefined =>
  meanings.get(code) ?? (code >= permissions.first && code <= permissions.last ? permissions : undefined)

/** A code that nobody told us of. */
function guess({ code, httpStatus, isTransient }: Complaint): Explanation {
  if (httpStatus === 429) return { class: 'A', trouble: 'rate_limited', retryAfterMs: 60_000 }
  const answered = code !== null || (httpStatus ?? 0) > 0
  if (!answered || isTransient || (httpStatus ?? 0) >= 500)
    return { class: 'B', trouble: 'provider_unavailable', todo: 'check_and_retry' }
  return { class: 'C', trouble: 'refused' }
}
