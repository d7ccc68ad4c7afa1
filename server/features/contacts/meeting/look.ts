import type { Ctx } from '#platform/context.ts'
import type { Identity } from './identities.ts'
import type { Acquaintance, KnownIdentity } from './memory.ts'
import * as store from './store.ts'

/** What is known by these identities. What was removed is forgotten; what was merged leads to whoever was kept. */
export async function look(ctx: Ctx, identities: readonly Identity[]): Promise<KnownIdentity[]> {
  const rows = await store.identitiesLike(ctx, identities)
  const merged = rows.filter(({ merged_into }) => merged_into !== null).map(({ contact_id }) => contact_id)
  const kept = merged.length > 0 ? await store.keptInsteadOf(ctx, merged) : []
  const keptBy = new Map(kept.map((row) => [row.merged_id, row]))
  const contacts = new Map<string, Acquaintance>()
  return rows.flatMap((row): KnownIdentity[] => {
    const { id: _, replaced_at, kind, channel, scope, value, phone } = row
    const whose = keptBy.get(row.contact_id) ?? row
    if (whose.removed_at !== null) return []
    const contact = contacts.get(whose.contact_id) ?? acquaintanceOf(whose)
    contacts.set(contact.id, contact)
    return [{ channel, kind, scope, value, phone, contact, replacedAt: replaced_at }]
  })
}

type Whose = Pick<store.IdentityRow, 'contact_id' | 'profile_name' | 'username' | 'contact_phone'>

const acquaintanceOf = ({ contact_id, profile_name, username, contact_phone }: Whose): Acquaintance => ({
  id: contact_id,
  profileName: profile_name,
  username,
  phone: contact_phone,
  appeared: false,
  changed: false,
})
