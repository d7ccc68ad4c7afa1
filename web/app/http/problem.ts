import type { Problem } from '#contract/common.ts'

type FieldProblem = NonNullable<Problem['errors']>[number]
type Facts = Pick<Problem, 'status' | 'code'> & Partial<Problem> & { retryAfter?: number | undefined }

/** What the server answered when it did not do as asked (RFC 9457). Status 0: there was no answer. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: readonly FieldProblem[]
  /** Seconds. */
  readonly retryAfter: number | undefined
  readonly requestId: string | undefined

  constructor(facts: Facts, options?: ErrorOptions) {
    super(facts.detail ?? facts.title ?? facts.code, options)
    this.name = 'ApiProblem'
    this.status = facts.status
    this.code = facts.code
    this.title = facts.title ?? facts.code
    this.detail = facts.detail ?? ''
    this.errors = facts.errors ?? []
    this.retryAfter = facts.retryAfter
    this.requestId = facts.requestId
  }

  /** It may have been done; nobody heard. */
  get answerLost(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }

  /** The code of what is wrong with a field, by JSON pointer: `problem.field('/email')`. */
  field(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === pointer)?.code
  }
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined
  return new ApiProblem({
    code: codeOf(response.status),
    ...(await bodyOf(response)),
    status: response.status,
    retryAfter,
  })
}

// A proxy in between answers in HTML: then the status is all there is.
async function bodyOf(response: Response): Promise<Partial<Problem>> {
  if (!response.headers.get('Content-Type')?.includes('json')) return {}
  const body: unknown = await response.json().catch(() => null)
  return typeof body === 'object' && body !== null ? body : {}
}

function codeOf(status: number): string {
  if (status === 413) return 'too_large'
  if (status >= 502 && status <= 504) return 'unavailable'
  return byStatus[status] ?? 'unknown'
}

const byStatus: Record<number, string> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid',
  429: 'too_many_requests',
}
