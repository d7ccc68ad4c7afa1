import type { Status, ThreadMessage } from '../api.ts'

export type WebhookState = 'PENDING' | 'DELIVERED' | 'RETRYING' | 'FAILED'
/** What the message history says of a status. */
export type HistoryEvent = { id: string; status: Status; at: number; webhook: WebhookState; uri: string }

/** A message with what only Meta knows about it. */
export type Kept = ThreadMessage & {
  historyId: string
  customer: string | null
  number: string
  events: HistoryEvent[]
  callbackData?: string
  /** Of a voice note, which can be played. */
  voice?: true
  /** The business got it at the phone of this customer, not at the user id. */
  toPhone?: boolean
  /** Part of the 72 hours after an advertisement. */
  free?: boolean
  category?: string
}

export type Thread = {
  lastInboundAt: number
  /** When the customer last looked; not everybody lets the business know. */
  seenAt: number
  entryPoint?: { at: number; freeUntil?: number }
  messages: Kept[]
}

export const newThread = (): Thread => ({ lastInboundAt: 0, seenAt: 0, messages: [] })

const day = 24 * 3_600_000

export const windowOf = ({ lastInboundAt }: Thread): number => lastInboundAt + day
export const isFree = ({ entryPoint }: Thread, now: number): boolean => (entryPoint?.freeUntil ?? 0) > now

/** The business answered an advertisement within a day: everything is free for three. */
export function openEntryPoint(thread: Thread, now: number): void {
  const { entryPoint } = thread
  if (entryPoint && !entryPoint.freeUntil && now - entryPoint.at < day) entryPoint.freeUntil = now + 3 * day
}

/** What the control API shows of it. */
export function present(kept: Kept): ThreadMessage {
  const { historyId, customer, number, events, callbackData, voice, toPhone, free, category, ...message } =
    kept
  return message
}
