import { Address, type Contact, ContactFields } from '#contract/contacts.ts'
import type { Ctx } from '#platform/context.ts'
import { formatDocument, maskDocument } from '../document.ts'
import { documentOf } from './given.ts'
import type { ContactRow } from './store.ts'

export function present(ctx: Ctx, row: ContactRow, { whole = false } = {}): Contact {
  const document = documentOf(ctx, row)
  return {
    id: row.id,
    name: row.name,
    profileName: row.profile_name,
    username: row.username,
    phone: row.phone,
    email: row.email,
    document: document && (whole ? formatDocument(document) : maskDocument(document)),
    address: row.address === null ? null : Address.parse(row.address),
    fields: ContactFields.parse(row.fields),
    notes: row.notes,
    blockedAt: row.blocked_at?.toISOString() ?? null,
    optedOutAt: row.opted_out_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
