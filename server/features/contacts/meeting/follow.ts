import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import type { Person } from '../../../channels/channel.ts'
import { type Identity, identitiesOf, keyOf, lockKeysOf } from './identities.ts'
import { look } from './look.ts'
import { keep, meet } from './meet.ts'
import { type Acquaintance, type Memory, memoryOf, recognise } from './memory.ts'
import { type Met, note } from './plan.ts'
import * as store from './store.ts'

export type IdentityChange = {
  channel: 'whatsapp'
  scope: string
  from: Person
  before: Pick<Person, 'waId' | 'userId' | 'parentUserId'>
}

/**
 * Somebody goes by another number or id from now on: the provider says so, so it is theirs even if another contact
 * went by it until now. What they went by before is remembered for what comes late.
 */
export async function followIdentityChange(
  ctx: Tx,
  { channel, scope, from, before }: IdentityChange,
): Promise<Met> {
  const fresh = identitiesOf({ channel, scope, person: from })
  const old = identitiesOf({ channel, scope, person: { ...from, ...before } })
  await store.lockKeys(ctx, lockKeysOf([...old, ...fresh]))
  const memory = memoryOf(await look(ctx, [...old, ...fresh]), ctx.now())
  const contact = recognise(memory, old)
  if (!contact) return meetAfresh(ctx, { channel, scope, person: from })
  await change(ctx, memory, contact, from, old, fresh)
  return { contactId: contact.id, appeared: false }
}

async function meetAfresh(ctx: Tx, sighting: Parameters<typeof meet>[1][number]): Promise<Met> {
  const [met] = await meet(ctx, [sighting])
  if (!met) throw new Error('Nobody was met.')
  return met
}

async function change(
  ctx: Tx,
  memory: Memory,
  contact: Acquaintance,
  from: Person,
  old: readonly Identity[],
  fresh: readonly Identity[],
): Promise<void> {
  const kept = new Set(fresh.map(keyOf))
  const replaced = await store.markReplaced(
    ctx,
    contact.id,
    old.filter((identity) => !kept.has(keyOf(identity))),
  )
  const claims = fresh
    .filter((identity) => !isTheirs(memory, contact, identity))
    .map((identity) => ({ id: newId(), identity, contactId: contact.id }))
  note(memory, contact, from, [])
  movePhone(contact, phoneOf(old), phoneOf(fresh))
  await keep(ctx, [contact], claims)
  if (replaced > 0 || claims.length > 0)
    publish(ctx, 'contact.identity_changed', { type: 'contact', id: contact.id })
}

function isTheirs({ byKey }: Memory, contact: Acquaintance, identity: Identity): boolean {
  const found = byKey.get(keyOf(identity))
  return found?.contact === contact && found.replacedAt === null
}

/** A number that is shown because they wrote from it goes with it, also where they keep the new one to themselves. */
function movePhone(contact: Acquaintance, old: string | null, fresh: string | null): void {
  const { phone } = contact
  if (phone !== null && phone !== old) return
  contact.phone = fresh
  contact.changed ||= phone !== fresh
}

const phoneOf = (identities: readonly Identity[]): string | null =>
  identities.find(({ phone }) => phone !== null)?.phone ?? null
