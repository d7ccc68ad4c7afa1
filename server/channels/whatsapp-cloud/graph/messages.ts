import { z } from 'zod'
import type { DeliveryStatus } from '../../channel.ts'
import { ask, type Line } from './ask.ts'
import { ChannelError } from './failure.ts'

const Done = z.object({ success: z.literal(true) })

/** Marks everything up to this message; typing shows until an answer comes, for 25 seconds at most. */
export async function markRead(
  line: Line,
  number: string,
  providerId: string,
  { typing }: { typing: boolean },
): Promise<void> {
  const json = {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: providerId,
    ...(typing && { typing_indicator: { type: 'text' } }),
  }
  await ask(line, { method: 'POST', path: [number, 'messages'], json }, Done)
}

export type HistoryEvent = { status: DeliveryStatus | null; said: string; at: Date | null }

const History = z.object({
  data: z.array(
    z.object({
      message_id: z.string().optional(),
      events: z
        .object({
          data: z.array(
            z.object({
              delivery_status: z.string(),
              timestamp: z.coerce.number().optional().catch(undefined),
            }),
          ),
        })
        .optional(),
    }),
  ),
})

/** What Meta remembers of one message, oldest first. Empty: it does not know it. */
export async function messageHistory(
  line: Line,
  number: string,
  providerId: string,
): Promise<HistoryEvent[]> {
  const query = { message_id: providerId, fields: 'id,message_id,events{delivery_status,timestamp}' }
  const question = { path: [number, 'message_history'], query }
  const { data } = await ask(line, question, History).catch(emptyIfUnknown)
  return data
    .filter(({ message_id }) => (message_id ?? providerId) === providerId)
    .flatMap(({ events }) => events?.data ?? [])
    .map(({ delivery_status, timestamp }) => ({
      status: statuses[delivery_status.toLowerCase()] ?? null,
      said: delivery_status,
      at: timestamp === undefined ? null : new Date(timestamp * 1000),
    }))
    .sort((one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0))
}

// To be asked for what it does not know is a bad parameter to Meta.
function emptyIfUnknown(error: unknown): z.output<typeof History> {
  if (error instanceof ChannelError && error.error.code === '100') return { data: [] }
  throw error
}

const statuses: Record<string, DeliveryStatus> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'played',
  failed: 'failed',
}
