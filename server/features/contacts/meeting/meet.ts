import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { identitiesOf, keyOf, lockKeysOf, type Sighting } from './identities.ts'
import { look } from './look.ts'
import { type Acquaintance, memoryOf } from './memory.ts'
import { type Claim, isSettled, type Met, plan } from './plan.ts'
import * as store from './store.ts'

/**
 * Says whose contact each of these people is, in the same order, and makes contacts of those whom nobody knew. A batch
 * of people who are all known costs one query. Looking goes by user id, parent id, WhatsApp id, phone number.
 */
export async function meet(ctx: Tx, sightings: readonly Sighting[]): Promise<Met[]> {
  if (sightings.length === 0) return []
  const known = await look(ctx, sightings.flatMap(identitiesOf))
  const memory = memoryOf(known, ctx.now())
  const open = sightings.filter((sighting) => !isSettled(memory, sighting))
  const { met, contacts, claims } = plan(
    open.length > 0 ? await lookAgain(ctx, known, open) : memory,
    sightings,
  )
  await keep(ctx, contacts, claims)
  return met
}

type Known = Awaited<ReturnType<typeof look>>

/** Behind a lock: somebody else may have met the same people since. */
async function lookAgain(ctx: Tx, before: Known, open: readonly Sighting[]) {
  const identities = open.flatMap(identitiesOf)
  await store.lockKeys(ctx, lockKeysOf(identities))
  return memoryOf(joined(before, await look(ctx, identities)), ctx.now())
}

/** The second look is right where both saw something; of one contact there must be one picture only. */
function joined(before: Known, now: Known): Known {
  const contacts = new Map([...before, ...now].map(({ contact }) => [contact.id, contact]))
  const seen = new Map([...before, ...now].map((one) => [keyOf(one), one]))
  return [...seen.values()].map((one) => ({ ...one, contact: contacts.get(one.contact.id) ?? one.contact }))
}

export async function keep(
  ctx: Tx,
  contacts: readonly Acquaintance[],
  claims: readonly Claim[],
): Promise<void> {
  const fresh = contacts.filter(({ appeared }) => appeared)
  const refreshed = contacts.filter(({ appeared, changed }) => changed && !appeared)
  await store.insertContacts(ctx, fresh)
  await store.refreshContacts(ctx, refreshed)
  await store.claimIdentities(ctx, claims)
  for (const { id } of fresh) publish(ctx, 'contact.appeared', { type: 'contact', id })
}
