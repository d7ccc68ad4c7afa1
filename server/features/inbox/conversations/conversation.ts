import { type Conversation, ConversationStatus, Referral } from '#contract/conversations.ts'
import type { ShownRow } from './shown-store.ts'

export const present = (row: ShownRow): Conversation => ({
  id: row.id,
  status: ConversationStatus.parse(row.status),
  channel: row.channel,
  numberId: row.number_id,
  contact: { id: row.contact_id, name: row.name, phone: row.phone, username: row.username },
  operatorId: row.operator_id,
  tabulationId: row.tabulation_id,
  unread: row.unread,
  windowExpiresAt: iso(row.window_expires_at),
  freeUntil: iso(row.free_until),
  // What an older version wrote in another way is not worth failing for.
  referral: Referral.nullable().catch(null).parse(row.referral),
  lastMessage: lastMessageOf(row),
  lastMessageAt: row.last_message_at.toISOString(),
  queuedAt: iso(row.queued_at),
  createdAt: row.created_at.toISOString(),
  closedAt: iso(row.closed_at),
})

function lastMessageOf({ message_id: id, direction, author, type, text, message_status: status }: ShownRow) {
  // A left join: one of them is there when all are.
  if (id === null || direction === null || author === null || type === null || status === null) return null
  return {
    id,
    direction: direction === 'in' ? ('in' as const) : ('out' as const),
    author,
    type,
    text,
    status,
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
