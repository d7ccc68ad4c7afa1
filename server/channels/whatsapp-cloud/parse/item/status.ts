import { z } from 'zod'
import type { DeliveryStatus, Parsed } from '../../../channel.ts'
import { readErrors } from '../body/troubles.ts'
import { Id, isObject, Moment, maybe, Text } from '../shape/lenient.ts'
import type { Keys } from '../shape/people.ts'
import { baseOf, type Element } from '../shape/place.ts'

const Status = z.object({
  id: Id(512),
  status: Text(50),
  timestamp: maybe(Moment),
  biz_opaque_callback_data: maybe(z.string().min(1).max(512)),
})

const Known = z.enum(['sent', 'delivered', 'read', 'played', 'failed']) satisfies z.ZodType<DeliveryStatus>

/** One of `statuses`: what became of something that we sent. */
export function readStatus(element: Element): Parsed {
  const { id, status, timestamp, biz_opaque_callback_data } = Status.parse(element.raw)
  const base = { ...baseOf(element, timestamp), providerId: id, ours: biz_opaque_callback_data }
  const known = Known.safeParse(status)
  if (!known.success)
    return {
      items: [],
      unparsed: [{ kind: 'status', reason: 'unknown_type', detail: status, item: element.slice }],
    }
  const error = readErrors(element.raw.errors)
  const told = { status: known.data, to: element.person, error, pricing: pricingOf(element.raw) }
  return { items: [{ kind: 'status', ...base, ...told }], unparsed: [] }
}

/** Meta's own words, with the conversation beside them: it says how long an advertisement makes everything free. */
function pricingOf({ pricing, conversation }: Record<string, unknown>): Record<string, unknown> | null {
  if (!isObject(pricing) && !isObject(conversation)) return null
  return { ...(isObject(pricing) && pricing), ...(isObject(conversation) && { conversation }) }
}

const Receiver = z.object({
  recipient_type: maybe(Text(50)),
  recipient_id: maybe(Id()),
  recipient_user_id: maybe(Id()),
  recipient_parent_user_id: maybe(Id()),
  recipient_participant_id: maybe(Id()),
  recipient_participant_user_id: maybe(Id()),
  recipient_participant_parent_user_id: maybe(Id()),
})

/** Of a group `recipient_id` is no person's. */
export function recipientOf(raw: Record<string, unknown>): Keys {
  const status = Receiver.parse(raw)
  if (status.recipient_type !== 'group')
    return {
      waId: status.recipient_id,
      userId: status.recipient_user_id,
      parentUserId: status.recipient_parent_user_id,
    }
  return {
    waId: status.recipient_participant_id,
    userId: status.recipient_participant_user_id,
    parentUserId: status.recipient_participant_parent_user_id,
  }
}
