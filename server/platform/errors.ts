export type FieldError = { pointer: string; code: string; message: string }
export type DomainErrorOptions = { errors?: FieldError[]; retryAfterSeconds?: number; cause?: unknown }

/** An answer for people: something they asked for cannot be done. Everything else that is thrown is a bug. */
export class DomainError extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, code: string, message: string, options: DomainErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'DomainError'
    this.status = status
    this.code = code
    this.errors = options.errors
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

export const unauthenticated = (message = 'Sign in, or send an API key or a bearer token.') =>
  new DomainError(401, 'unauthenticated', message)
export const forbidden = (message = 'You may not do this.') => new DomainError(403, 'forbidden', message)
export const secondFactorEnrolmentRequired = () =>
  new DomainError(
    403,
    'second_factor_enrolment_required',
    'Set up a second factor first: your role needs one.',
  )
export const notFound = (what: string) => new DomainError(404, 'not_found', `There is no such ${what}.`)
export const conflict = (code: string, message: string) => new DomainError(409, code, message)
export const invalid = (errors: FieldError[]) =>
  new DomainError(422, 'invalid', 'Some fields are not valid.', { errors })
export const tooMany = (message: string, retryAfterSeconds: number) =>
  new DomainError(429, 'too_many_requests', message, { retryAfterSeconds })
