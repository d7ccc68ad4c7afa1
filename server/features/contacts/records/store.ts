import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import { gathered } from '#platform/database/gather.ts'
import { phoneWords } from '../search.ts'
import { folded, searchText } from '../search-store.ts'

const columns = [
  'id',
  'name',
  'profile_name',
  'username',
  'phone',
  'email',
  'document_encrypted',
  'document_hash',
  'address',
  'fields',
  'notes',
  'blocked_at',
  'opted_out_at',
  'merged_into',
  'removed_at',
  'created_at',
  'updated_at',
] as const

/** In whatever state they are: what they wrote is still shown as theirs. */
export const findContacts = ({ db }: Ctx, ids: readonly string[]) =>
  db.selectFrom('contacts').select(columns).where('id', 'in', ids).execute()
export type ContactRow = Awaited<ReturnType<typeof findContacts>>[number]
export const findContact = gathered(findContacts, ({ id }) => id)

/**
 * In the order of their ids, so that two who lock the same ones take turns. Only those that are still there. Against
 * whoever is beginning a conversation with them too (`for key share`): they may not be there any more afterwards.
 */
export const lockContacts = ({ db }: Tx, ids: readonly string[]): Promise<ContactRow[]> =>
  db
    .selectFrom('contacts')
    .select(columns)
    .where('id', 'in', ids)
    .where('merged_into', 'is', null)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

export type Filters = {
  limit: number
  phone?: string | undefined
  email?: string | undefined
  blocked?: boolean | undefined
}

/** Newest first. One row more than asked for tells that there is a next page. */
export const listContacts = (ctx: Ctx, filters: Filters, afterId: string | undefined) =>
  present(ctx, filters)
    .$if(afterId !== undefined, (query) => query.where('id', '<', afterId ?? ''))
    .orderBy('id', 'desc')
    .limit(filters.limit + 1)
    .execute()

/** `patterns`: what of the search text is enough, for LIKE. `documentHash`: if it may be a CPF or CNPJ. */
export type Sought = { text: string; patterns: string[]; documentHash: Buffer | null }

/** What has it word by word stands before what only resembles it. */
export function searchContacts(
  ctx: Ctx,
  filters: Filters,
  { text, patterns, documentHash }: Sought,
  after: [rank: number, id: string] | undefined,
) {
  const folded = foldedOnce(text)
  // One by one and not as a list: only so are they looked up in the index.
  const exact = patterns.map((pattern) => sql<boolean>`search like ${foldedOnce(pattern)}`)
  if (documentHash) exact.push(sql<boolean>`document_hash = ${documentHash}`)
  const isExact = sql<boolean>`(${sql.join(exact, sql` or `)})`
  const rank = sql<number>`(case when ${isExact} then 2000
    else word_similarity(${folded}, search) * 1000 end)::int`
  const position = sql<boolean>`(${rank}, id) < (${after?.[0] ?? 0}::int, ${after?.[1] ?? null}::uuid)`
  return present(ctx, filters)
    .select(rank.as('rank'))
    .where(sql<boolean>`(${isExact} or ${folded} <% search)`)
    .$if(after !== undefined, (query) => query.where(position))
    .orderBy('rank', 'desc')
    .orderBy('id', 'desc')
    .limit(filters.limit + 1)
    .execute()
}

// As a query of its own it is answered once, and not for every row.
const foldedOnce = (text: string) => sql<string>`(select ${folded(text)})`

const present = ({ db }: Ctx, { phone, email, blocked }: Filters) =>
  db
    .selectFrom('contacts')
    .select(columns)
    .where('merged_into', 'is', null)
    .where('removed_at', 'is', null)
    .$if(phone !== undefined, (query) => query.where('phone', '=', phone ?? ''))
    .$if(email !== undefined, (query) => query.where('email', '=', email ?? ''))
    .$if(blocked !== undefined, (query) => query.where('blocked_at', blocked ? 'is not' : 'is', null))

export async function insertContact({ db, now }: Tx, id: string, row: Written): Promise<void> {
  await db
    .insertInto('contacts')
    .values({ id, ...row, search: searchOf(row, {}), created_at: now(), updated_at: now() })
    .execute()
}

/** All that people write; `row` is the whole of it, so that the search text can be made anew. */
export async function updateContact(
  { db, now }: Tx,
  { id, profile_name, username }: Pick<ContactRow, 'id' | 'profile_name' | 'username'>,
  row: Written,
): Promise<void> {
  await db
    .updateTable('contacts')
    .set({ ...row, search: searchOf(row, { profile_name, username }), updated_at: now() })
    .where('id', '=', id)
    .execute()
}

export type Written = {
  name: string | null
  phone: string | null
  email: string | null
  document_encrypted: string | null
  document_hash: Buffer | null
  address: string | null
  fields: string
  notes: string | null
}

type Shown = { profile_name?: string | null; username?: string | null }
const searchOf = ({ name, email, phone }: Written, { profile_name, username }: Shown) =>
  searchText([name, profile_name ?? null, username ?? null, email, phoneWords(phone)])

export async function setBlocked({ db, now }: Tx, id: string, blocked: boolean): Promise<void> {
  await db
    .updateTable('contacts')
    .set({ blocked_at: blocked ? now() : null, updated_at: now() })
    .where('id', '=', id)
    .execute()
}

/** Whoever writes by them again is somebody new. */
export async function removeContact({ db, now }: Tx, id: string): Promise<void> {
  await db
    .updateTable('contacts')
    .set({ removed_at: now(), updated_at: now() })
    .where('id', '=', id)
    .execute()
  await db.deleteFrom('identities').where('contact_id', '=', id).execute()
}

/** A number that was only written down here leads to nobody once it is corrected; one they wrote from stays theirs. */
export async function freeUnusedPhone({ db }: Tx, id: string, phone: string): Promise<void> {
  await db
    .deleteFrom('identities')
    .where('contact_id', '=', id)
    .where('kind', '=', 'wa_id')
    .where('phone', '=', phone)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('conversations').select('id').where('contact_id', '=', id))),
    )
    .execute()
}

export const identitiesOf = ({ db }: Ctx, contactId: string) =>
  db
    .selectFrom('identities')
    .select(['id', 'channel', 'kind', 'value', 'phone', 'replaced_at'])
    .where('contact_id', '=', contactId)
    .orderBy('id')
    .limit(200)
    .execute()

export const mergesInto = ({ db }: Ctx, contactId: string) =>
  db
    .selectFrom('contact_merges')
    .select(['id', 'merged_id', 'merged_by', 'merged_at'])
    .where('kept_id', '=', contactId)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
