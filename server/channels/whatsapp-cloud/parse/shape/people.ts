import { z } from 'zod'
import type { Person } from '../../../channel.ts'
import { Id, maybe, Text } from './lenient.ts'

/** By what an item names somebody: each may be missing, and since user names exist often is. */
export type Keys = Pick<Person, 'waId' | 'userId' | 'parentUserId'>

export type Contacts = { all: Listed[]; byUserId: Map<string, Listed>; byWaId: Map<string, Listed> }
type Listed = { person: Person; raw: unknown }

/** Whom the item means, if anybody, and which elements of `contacts` say so. */
export type Found = { person: Person | null; contacts: unknown[] }

const Contact = z.object({
  wa_id: maybe(Id()),
  user_id: maybe(Id()),
  parent_user_id: maybe(Id()),
  profile: maybe(z.object({ name: maybe(Text(200)), username: maybe(Text(100)) })),
})

export function readContacts(value: unknown): Contacts {
  const contacts: Contacts = { all: [], byUserId: new Map(), byWaId: new Map() }
  for (const raw of Array.isArray(value) ? value : []) {
    const one = readListed(raw)
    if (!one) continue
    contacts.all.push(one)
    if (one.person.userId) contacts.byUserId.set(one.person.userId, one)
    if (one.person.waId) contacts.byWaId.set(one.person.waId, one)
  }
  return contacts
}

function readListed(raw: unknown): Listed | null {
  const { success, data } = Contact.safeParse(raw)
  if (!success) return null
  const { wa_id, user_id, parent_user_id, profile } = data
  const names = { username: profile?.username || null, profileName: profile?.name || null }
  return { raw, person: { waId: wa_id, userId: user_id, parentUserId: parent_user_id, ...names } }
}

/** Never by its place in the list: the lists do not always go together. */
export function findPerson(keys: Keys, contacts: Contacts): Found {
  const nameless = !keys.userId && !keys.waId && !keys.parentUserId
  const one = nameless && contacts.all.length === 1 ? contacts.all[0] : listedAs(keys, contacts)
  if (one) return { person: merge(keys, one.person), contacts: [one.raw] }
  // Who is meant cannot be told: whoever looks at it later may know better.
  if (nameless) return { person: null, contacts: contacts.all.slice(0, 10).map(({ raw }) => raw) }
  return { person: { ...keys, username: null, profileName: null }, contacts: [] }
}

function listedAs({ userId, waId }: Keys, { byUserId, byWaId }: Contacts): Listed | undefined {
  const same = userId ? byUserId.get(userId) : undefined
  if (same || !waId) return same
  const neighbour = byWaId.get(waId)
  const contradicts = userId && neighbour?.person.userId && neighbour.person.userId !== userId
  return contradicts ? undefined : neighbour
}

const merge = (keys: Keys, listed: Person): Person => ({
  ...listed,
  waId: keys.waId ?? listed.waId,
  userId: keys.userId ?? listed.userId,
  parentUserId: keys.parentUserId ?? listed.parentUserId,
})
