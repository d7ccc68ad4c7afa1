import { z } from 'zod'
import { OutboundError } from '#platform/outbound/index.ts'
import type { ProviderError, Sent, ToSend } from '../../channel.ts'
import { compose, recipientOf } from '../compose/index.ts'
import { explainError } from '../errors.ts'
import { complaintOf, type Line, request } from './ask.ts'
import { ChannelError, errorOfFailure, refusal } from './failure.ts'

const timeoutMs = 20_000
const maxBytes = 64 * 1024
const numberNotFound = 33

const Accepted = z.object({
  contacts: z
    .array(z.object({ wa_id: z.string().nullish(), user_id: z.string().nullish() }))
    .optional()
    .catch(undefined),
  messages: z.tuple(
    [z.object({ id: z.string().min(1), message_status: z.string().optional() })],
    z.unknown(),
  ),
})

/**
 * Never throws. There is no idempotency key: whatever may have arrived is in doubt, and only a status that brings back
 * `ours` settles it.
 */
export async function send(line: Line, message: ToSend, signal?: AbortSignal): Promise<Sent> {
  if (!recipientOf(message.to)) return refused(unaddressable)
  if (signal?.aborted) return refused(notBegun)
  try {
    const answer = await request(line, {
      method: 'POST',
      path: [message.number, 'messages'],
      json: compose(message),
      options: { timeoutMs, maxBytes, ...(signal && { signal }) },
    })
    if (answer.status === 200) return accepted(answer.json(Accepted))
    return outcomeOf(complaintOf(line, answer.status, answer.text(), numberNotFound))
  } catch (error) {
    return outcomeOf(errorOf(error))
  }
}

function accepted({ contacts, messages: [{ id, message_status }] }: z.infer<typeof Accepted>): Sent {
  const { wa_id, user_id } = contacts?.[0] ?? {}
  return {
    outcome: 'accepted',
    providerId: id,
    held: message_status !== undefined && message_status !== 'accepted',
    recipient: { waId: wa_id ?? null, userId: user_id ?? null },
  }
}

const outcomeOf = (error: ProviderError): Sent =>
  error.class === 'B' ? { outcome: 'in_doubt', error } : refused(error)

const refused = (error: ProviderError): Sent => ({ outcome: 'refused', error })

function errorOf(error: unknown): ProviderError {
  if (error instanceof ChannelError) return error.error
  if (error instanceof OutboundError) return errorOfFailure(error)
  // A mistake of ours, before or after the request: only doubt is safe.
  return {
    ...explainError({ code: null, title: 'Something unexpected happened while sending' }),
    code: 'fault',
    detail: error instanceof Error ? error.name : null,
  }
}

const unaddressable: ProviderError = {
  ...refusal('no_recipient', 'needs_phone', 'Nothing is known to send this to'),
  todo: 'ask_for_phone',
}

const notBegun: ProviderError = {
  ...refusal('stopped', 'provider_unavailable', 'Nothing was sent: this process is stopping'),
  class: 'A',
  retryAfterMs: 0,
}
