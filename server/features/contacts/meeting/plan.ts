import { newId } from '#platform/ids.ts'
import type { Person } from '../../../channels/channel.ts'
import { type Identity, identitiesOf, keyOf, type Sighting } from './identities.ts'
import { type Acquaintance, type Memory, recognise, remember, unclaimed } from './memory.ts'

/** `appeared`: nobody knew them before this batch. */
export type Met = { contactId: string; appeared: boolean }
export type Claim = { id: string; identity: Identity; contactId: string }
export type Plan = { met: Met[]; contacts: Acquaintance[]; claims: Claim[] }

/** Goes through a batch in its order: whoever is new in it is known to what follows. */
export function plan(memory: Memory, sightings: readonly Sighting[]): Plan {
  const claims: Claim[] = []
  const contacts = new Set<Acquaintance>()
  const met = sightings.map((sighting): Met => {
    const identities = identitiesOf(sighting)
    if (identities.length === 0) throw new Error('Somebody has nothing by which they could be known.')
    const contact = recognise(memory, identities) ?? appear()
    for (const identity of unclaimed(memory, contact, identities)) {
      claims.push({ id: newId(), identity, contactId: contact.id })
      remember(memory, identity, { contact, replacedAt: null })
    }
    note(memory, contact, sighting.person, identities)
    contacts.add(contact)
    return { contactId: contact.id, appeared: contact.appeared }
  })
  return { met, contacts: [...contacts], claims }
}

/** True for whoever is known by everything they showed. */
export function isSettled(memory: Memory, sighting: Sighting): boolean {
  const identities = identitiesOf(sighting)
  const contact = recognise(memory, identities)
  return contact !== null && unclaimed(memory, contact, identities).length === 0
}

const appear = (): Acquaintance => ({
  id: newId(),
  profileName: null,
  username: null,
  phone: null,
  appeared: true,
  changed: false,
})

/** Names are there to be shown. A phone number that is there already stays, and one that was given up is none. */
export function note(
  memory: Memory,
  contact: Acquaintance,
  person: Person,
  identities: readonly Identity[],
): void {
  const { profileName, username, phone } = contact
  contact.profileName = shown(person.profileName) ?? profileName
  contact.username = shown(person.username) ?? username
  contact.phone =
    phone ?? identities.find((one) => one.phone !== null && isCurrent(memory, one))?.phone ?? null
  contact.changed ||=
    contact.profileName !== profileName || contact.username !== username || contact.phone !== phone
}

const isCurrent = ({ byKey }: Memory, identity: Identity): boolean => !byKey.get(keyOf(identity))?.replacedAt

const longest = 200

/** As the database can keep it: people call themselves all sorts of things. */
const shown = (name: string | null): string | null =>
  name?.toWellFormed().replaceAll('\0', '').trim().slice(0, longest).toWellFormed() || null
