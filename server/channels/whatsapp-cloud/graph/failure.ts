import { z } from 'zod'
import { OutboundError } from '#platform/outbound/index.ts'
import type { ProviderError } from '../../channel.ts'
import { type Explained, explainError, type Trouble } from '../errors.ts'

/** Its message names the trouble and nothing that was sent: it may be logged. */
export class ChannelError extends Error {
  override name = 'ChannelError'
  readonly error: ProviderError

  constructor(error: ProviderError, cause?: unknown) {
    super(`WhatsApp: ${error.trouble} (${error.code})`, cause === undefined ? undefined : { cause })
    this.error = error
  }
}

const optionalText = z.string().optional().catch(undefined)
const GraphError = z.object({
  error: z.object({
    code: z.union([z.number(), z.string()]),
    error_subcode: z.number().optional().catch(undefined),
    message: optionalText,
    is_transient: z.boolean().optional().catch(undefined),
    error_user_title: optionalText,
    error_user_msg: optionalText,
    error_data: z.object({ details: z.string() }).optional().catch(undefined),
    fbtrace_id: optionalText,
  }),
})

/** `absent`: the code that says what it means here that Meta knows no object of this id. */
export type Reading = { secret: string; absent: number | undefined }

/** An answer that is no success. Meta repeats bad tokens in its messages: `secret` is struck out of them. */
export function errorOfAnswer(httpStatus: number, body: string, { secret, absent }: Reading): Explained {
  const parsed = GraphError.safeParse(json(body))
  if (!parsed.success) return explainError({ code: null, httpStatus })
  const { error } = parsed.data
  const isAbsent = Number(error.code) === 100 && error.error_subcode === 33
  const details = withTrace(error.error_data?.details ?? error.error_user_msg, error.fbtrace_id)
  return explainError({
    code: isAbsent ? (absent ?? error.code) : error.code,
    title: without(secret, error.error_user_title),
    message: without(secret, error.message),
    details: without(secret, details),
    isTransient: error.is_transient ?? null,
    httpStatus,
  })
}

/** No usable answer at all. Where nothing was received it may be asked again, otherwise nobody knows. */
export function errorOfFailure({ kind, maybeReceived, message }: OutboundError): Explained {
  const unknown = {
    ...explainError({ code: null }),
    code: kind,
    title: 'No answer from WhatsApp',
    detail: message,
  }
  return maybeReceived ? unknown : { ...unknown, class: 'A', scope: 'account', todo: null }
}

export const asChannelError = (error: unknown): ChannelError => {
  if (error instanceof ChannelError) return error
  if (error instanceof OutboundError) return new ChannelError(errorOfFailure(error), error)
  throw error
}

/** What is refused here, before Meta is asked. `code` says what of all that the trouble can be. */
export const refusal = (code: string, trouble: Trouble, title: string): ProviderError => ({
  code,
  title,
  detail: null,
  class: 'C',
  scope: 'message',
  trouble,
  todo: null,
  retryAfterMs: null,
})

// Support at Meta asks for the trace.
const withTrace = (details: string | undefined, trace: string | undefined): string | undefined =>
  trace ? `${details ?? ''} (fbtrace_id ${trace})`.trim() : details

function without(secret: string, text: string | undefined): string | null {
  if (text === undefined) return null
  const safe = secret ? text.replaceAll(secret, '…') : text
  return safe.replace(/EAA[\w-]{20,}/g, '…').slice(0, 2000)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
