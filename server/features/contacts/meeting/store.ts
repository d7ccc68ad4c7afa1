import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import { phoneWords } from '../search.ts'
import { searchText } from '../search-store.ts'
import type { Identity } from './identities.ts'
import type { Acquaintance } from './memory.ts'
import type { Claim } from './plan.ts'

// Few enough for PostgreSQL's table of locks, however many people are new in a batch.
const lockSlots = 1024
const lockSpace = 1_668_247_155

/** In a fixed order, so that two who meet the same people take turns instead of deadlocking. */
export async function lockKeys({ db }: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    select pg_advisory_xact_lock(${lockSpace}::int, slot) from (
      select distinct hashtext(key) & ${lockSlots - 1}::int as slot from unnest(${keys}::text[]) as key order by slot) as slots`.execute(
    db,
  )
}

export type IdentityRow = Identity & {
  id: string
  replaced_at: Date | null
  contact_id: string
  profile_name: string | null
  username: string | null
  contact_phone: string | null
  merged_into: string | null
  removed_at: Date | null
}

/** These identities, and whatever shares a phone number with them. */
export async function identitiesLike({ db }: Ctx, wanted: readonly Identity[]): Promise<IdentityRow[]> {
  const phones = wanted.filter(({ phone }) => phone !== null)
  const { rows } = await sql<IdentityRow>`
    with found as (
      select i.id, i.channel, i.kind, i.scope, i.value, i.phone, i.replaced_at, i.contact_id
      from unnest(${column(wanted, 'channel')}::text[], ${column(wanted, 'kind')}::text[],
        ${column(wanted, 'scope')}::text[], ${column(wanted, 'value')}::text[]) as k(channel, kind, scope, value)
      join identities i using (channel, kind, scope, value)
      union all
      select i.id, i.channel, i.kind, i.scope, i.value, i.phone, i.replaced_at, i.contact_id
      from unnest(${column(phones, 'channel')}::text[], ${column(phones, 'phone')}::text[]) as p(channel, phone)
      join identities i using (channel, phone))
    select found.id, found.channel, found.kind, found.scope, found.value, found.phone, found.replaced_at, c.id as contact_id,
      c.profile_name, c.username, c.phone as contact_phone, c.merged_into, c.removed_at
    from found join contacts c on c.id = found.contact_id`.execute(db)
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

const column = (identities: readonly Identity[], name: keyof Identity) =>
  identities.map((identity) => identity[name])

export type KeptRow = Pick<
  IdentityRow,
  'contact_id' | 'profile_name' | 'username' | 'contact_phone' | 'removed_at'
> & {
  merged_id: string
}

/** What became of contacts that were merged, at the end of however many merges. */
export async function keptInsteadOf({ db }: Ctx, ids: readonly string[]): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    with recursive way as (
      select id as merged_id, merged_into from contacts where id = any(${ids}::uuid[])
      union all
      select way.merged_id, c.merged_into from way join contacts c on c.id = way.merged_into where c.merged_into is not null)
    select way.merged_id, c.id as contact_id, c.profile_name, c.username, c.phone as contact_phone, c.removed_at
    from way join contacts c on c.id = way.merged_into where c.merged_into is null`.execute(db)
  return rows
}

export async function insertContacts({ db, now }: Tx, contacts: readonly Acquaintance[]): Promise<void> {
  if (contacts.length === 0) return
  await sql`
    insert into contacts (id, profile_name, username, phone, search, created_at, updated_at)
    select n.id, n.profile_name, n.username, n.phone,
      ${searchText([sql.ref('n.profile_name'), sql.ref('n.username'), sql.ref('n.words')])}, ${now()}, ${now()}
    from ${shownOf(contacts)}`.execute(db)
}

/** The rows are locked in a fixed order first: others refresh some of the same at the same time. */
export async function refreshContacts({ db, now }: Tx, contacts: readonly Acquaintance[]): Promise<void> {
  if (contacts.length === 0) return
  const search = ['c.name', 'n.profile_name', 'n.username', 'c.email', 'n.words'].map((name) => sql.ref(name))
  await sql`
    with locked as (
      select id from contacts where id = any(${contacts.map(({ id }) => id)}::uuid[]) order by id for no key update)
    update contacts c set profile_name = n.profile_name, username = n.username, phone = n.phone,
      search = ${searchText(search)}, updated_at = ${now()}
    from locked join ${shownOf(contacts)} on n.id = locked.id where c.id = locked.id`.execute(db)
}

const shownOf = (contacts: readonly Acquaintance[]) => sql`
  unnest(${contacts.map(({ id }) => id)}::uuid[], ${contacts.map(({ profileName }) => profileName)}::text[],
    ${contacts.map(({ username }) => username)}::text[], ${contacts.map(({ phone }) => phone)}::text[],
    ${contacts.map(({ phone }) => phoneWords(phone))}::text[]) as n(id, profile_name, username, phone, words)`

/** Makes identities theirs, also those that somebody else has given up. The keys are locked by now. */
export async function claimIdentities({ db, now }: Tx, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return
  const wanted = claims.map(({ identity }) => identity)
  await sql`
    insert into identities (id, contact_id, channel, kind, scope, value, phone, created_at)
    select n.id, n.contact_id, n.channel, n.kind, n.scope, n.value, n.phone, ${now()}
    from unnest(${claims.map(({ id }) => id)}::uuid[], ${claims.map(({ contactId }) => contactId)}::uuid[],
      ${column(wanted, 'channel')}::text[], ${column(wanted, 'kind')}::text[], ${column(wanted, 'scope')}::text[],
      ${column(wanted, 'value')}::text[], ${column(wanted, 'phone')}::text[])
      as n(id, contact_id, channel, kind, scope, value, phone)
    order by n.channel, n.kind, n.scope, n.value
    on conflict (channel, kind, scope, value) do update set contact_id = excluded.contact_id, phone = excluded.phone,
      replaced_at = null`.execute(db)
}

/** How many of these were still theirs. */
export async function markReplaced({ db, now }: Tx, contactId: string, gone: readonly Identity[]) {
  if (gone.length === 0) return 0
  const { numAffectedRows } = await sql`
    update identities i set replaced_at = ${now()}
    from unnest(${column(gone, 'channel')}::text[], ${column(gone, 'kind')}::text[],
      ${column(gone, 'scope')}::text[], ${column(gone, 'value')}::text[]) as k(channel, kind, scope, value)
    where i.channel = k.channel and i.kind = k.kind and i.scope = k.scope and i.value = k.value
      and i.contact_id = ${contactId} and i.replaced_at is null`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** From our own id of an account to its portfolio; who was met under both is left to be merged by a person. */
export async function moveScope({ db }: Tx, accountId: string): Promise<void> {
  await sql`
    update identities i set scope = a.portfolio_id from accounts a
    where a.id = ${accountId} and a.portfolio_id is not null and i.scope = a.id::text
      and not exists (select from identities o where o.channel = i.channel and o.kind = i.kind
        and o.scope = a.portfolio_id and o.value = i.value)`.execute(db)
}
