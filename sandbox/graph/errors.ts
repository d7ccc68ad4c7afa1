import { newTraceId } from '../world/ids.ts'

type Extra = { details?: string; subcode?: number; http?: number; type?: string; title?: string }

/** A refusal in Meta's own shape. Who asks branches on `code`; the HTTP status says little. */
export class GraphError extends Error {
  readonly code: number
  readonly http: number
  readonly extra: Extra

  constructor(code: number, message: string, extra: Extra = {}) {
    super(message)
    this.code = code
    this.http = extra.http ?? 400
    this.extra = extra
  }
}

/** The title that the documents give to each code, and the HTTP status where it is not 400. */
const known: Record<number, [string, number?]> = {
  1: ['An unknown error occurred', 500],
  2: ['Service temporarily unavailable', 503],
  3: ['Application does not have the capability to make this API call.', 403],
  4: ['Application request limit reached'],
  10: ['Application does not have permission for this action', 403],
  33: ['Parameter value is not valid'],
  100: ['Invalid parameter'],
  190: ['Invalid OAuth access token - Cannot parse access token', 401],
  200: ['You do not have permission to access this resource', 403],
  368: ['Temporarily blocked for policies violations', 403],
  80007: ['Rate limit issues'],
  130403: ['This user is blocked by your business'],
  130429: ['Rate limit hit'],
  130472: ["User's number is part of an experiment"],
  130497: ['Business account is restricted from messaging users in this country', 403],
  131000: ['Something went wrong', 500],
  131005: ['Access denied', 403],
  131008: ['Required parameter is missing'],
  131009: ['Parameter value is not valid'],
  131016: ['Service unavailable', 500],
  131021: ['Recipient cannot be sender'],
  131026: ['Message undeliverable'],
  131031: ['Business Account locked', 403],
  131037: ['WhatsApp provided number needs display name approval before message can be sent.'],
  131042: ['Business eligibility payment issue'],
  131045: ['Incorrect certificate', 500],
  131047: ['Re-engagement message'],
  131048: ['Spam rate limit hit'],
  131049: ['This message was not delivered to maintain healthy ecosystem engagement.'],
  131050: ['User has stopped marketing messages from this business'],
  131051: ['Unsupported message type'],
  131052: ['Media download error'],
  131053: ['Media upload error'],
  131055: ['Method not allowed'],
  131056: ['(Business Account, Consumer Account) pair rate limit hit'],
  131057: ['Account in maintenance mode', 500],
  131062: ['Business-scoped user IDs are not supported for this message.'],
  131064: ['Account limited for template misclassification'],
  132000: ['Number of parameters does not match the expected number of params'],
  132001: ['Template name does not exist in the translation', 404],
  132005: ['Translated text too long'],
  132007: ['Template format character policy violated'],
  132012: ['Parameter format does not match format in the created template'],
  132015: ['Template is paused'],
  132016: ['Template is disabled'],
  132018: ['There is an issue with the parameters for your template.'],
  133005: ['Two step verification PIN Mismatch'],
  133010: ['Phone number not registered'],
  135000: ['Generic user error'],
}

export const titleOf = (code: number): string => known[code]?.[0] ?? 'Something went wrong'

/** By its code alone; details are for people. */
export function refusal(code: number, details?: string): GraphError {
  const [title, http = 400] = known[code] ?? [titleOf(code)]
  const message = code === 190 ? title : `(#${code}) ${title}`
  return new GraphError(code, message, { http, ...(details !== undefined && { details }) })
}

/** What later arrives as a failed status. */
export const laterError = (code: number, details: string) => ({ code, title: titleOf(code), details })

export const noSuchObject = (id: string): GraphError =>
  new GraphError(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    { subcode: 33, type: 'GraphMethodException' },
  )

export function bodyOf({ code, message, http, extra }: GraphError) {
  const { details, subcode, type = 'OAuthException', title } = extra
  return {
    error: {
      message,
      type,
      code,
      ...(details !== undefined && { error_data: { messaging_product: 'whatsapp', details } }),
      ...(subcode !== undefined && { error_subcode: subcode }),
      ...(title !== undefined && { error_user_title: title, error_user_msg: details ?? title }),
      ...(http >= 500 && { is_transient: true }),
      fbtrace_id: newTraceId(),
    },
  }
}
