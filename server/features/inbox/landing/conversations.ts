import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import type { Arrival } from './messages.ts'
import * as store from './store.ts'

const windowMs = 24 * 3_600_000

/** What a batch of messages means for one conversation. */
export type Bump = {
  id: string
  contactId: string
  numberId: string
  status: 'bot' | 'open'
  /** Written by the customer, or on the business's own phone. */
  unread: number
  byPhone: boolean
  lastAt: Date
  lastId: string
  lastInAt: Date | null
  windowExpiresAt: Date | null
  recipient: Record<string, string>
  referral: object | null
  count: number
}

/**
 * Opens the conversations that are needed, and brings those that are open up to date: one statement, which also locks
 * their rows in a fixed order, so that two processes landing the same people wait for each other and never in a circle.
 */
export async function arrive(ctx: Tx, arrivals: readonly Arrival[]) {
  const bumps = new Map<string, Bump>()
  for (const arrival of arrivals) {
    const key = keyOf(arrival.contactId, arrival.placed.number.id)
    bumps.set(key, grown(bumps.get(key), arrival))
  }
  const rows = await store.upsertConversations(ctx, [...bumps.values()])
  const begun = rows.filter(({ started }) => started).map(({ contact_id }) => contact_id)
  if (await store.areGone(ctx, begun)) throw new ContactGone()
  const byKey = new Map(rows.map((row) => [keyOf(row.contact_id, row.number_id), row]))
  for (const { id, started, contact_id, number_id } of rows)
    if (started)
      publish(
        ctx,
        'conversation.started',
        { type: 'conversation', id },
        { contactId: contact_id, numberId: number_id },
      )
  return {
    of(contactId: string, numberId: string) {
      const found = byKey.get(keyOf(contactId, numberId))
      if (!found) throw new Error('A message has no conversation.')
      return found
    },
  }
}

/** Merged or removed since we looked: with the code of a conflict, by which the transaction is run again. */
class ContactGone extends Error {
  readonly code = '40001'
}

const keyOf = (contactId: string, numberId: string) => `${contactId} ${numberId}`

function grown(before: Bump | undefined, { id, contactId, placed: { item, number } }: Arrival): Bump {
  const byPhone = item.kind === 'echo'
  const bump = before ?? {
    id: newId(),
    contactId,
    numberId: number.id,
    status: 'bot' as const,
    unread: 0,
    byPhone: false,
    lastAt: item.at,
    lastId: id,
    lastInAt: null,
    windowExpiresAt: null,
    recipient: {},
    referral: null,
    count: 0,
  }
  const later = item.at >= bump.lastAt
  return {
    ...bump,
    ...(later && { lastAt: item.at, lastId: id }),
    ...(item.kind === 'message' && opened(bump, item)),
    count: bump.count + 1,
    unread: bump.unread + (byPhone ? 0 : 1),
    // A person of the business has spoken from their phone: whoever else would answer is silent from now on.
    byPhone: bump.byPhone || byPhone,
    status: bump.byPhone || byPhone ? 'open' : 'bot',
  }
}

function opened(
  { lastInAt, referral, recipient }: Bump,
  item: Extract<Arrival['placed']['item'], { kind: 'message' }>,
): Partial<Bump> {
  const at = lastInAt && lastInAt > item.at ? lastInAt : item.at
  const { waId, userId, parentUserId } = item.from
  return {
    lastInAt: at,
    windowExpiresAt: new Date(at.getTime() + windowMs),
    referral: item.referral ?? referral,
    recipient: {
      ...recipient,
      ...(waId !== null && { waId }),
      ...(userId !== null && { userId }),
      ...(parentUserId !== null && { parentUserId }),
    },
  }
}
