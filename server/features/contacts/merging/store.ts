import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import { phoneWords } from '../search.ts'
import { searchText } from '../search-store.ts'

/** True where both have an open conversation on one number: it cannot become one. */
export async function bothHaveOpen({ db }: Tx, oneId: string, otherId: string): Promise<boolean> {
  const found = await db
    .selectFrom('conversations as one')
    .innerJoin('conversations as other', 'other.number_id', 'one.number_id')
    .select('one.id')
    .where('one.contact_id', '=', oneId)
    .where('other.contact_id', '=', otherId)
    .where('one.status', '<>', 'closed')
    .where('other.status', '<>', 'closed')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export async function moveIdentities({ db }: Tx, fromId: string, toId: string): Promise<string[]> {
  const moved = await db
    .updateTable('identities')
    .set({ contact_id: toId })
    .where('contact_id', '=', fromId)
    .returning('id')
    .execute()
  return moved.map(({ id }) => id)
}

// Conversations belong to the inbox, which knows of contacts, so contacts cannot ask it to move them. Of all that is
// theirs only whose they are is changed here.
export async function moveConversations({ db }: Tx, fromId: string, toId: string): Promise<string[]> {
  const moved = await db
    .updateTable('conversations')
    .set({ contact_id: toId })
    .where('contact_id', '=', fromId)
    .returning('id')
    .execute()
  return moved.map(({ id }) => id)
}

export type NewMerge = {
  id: string
  kept_id: string
  merged_id: string
  identity_ids: string[]
  conversation_ids: string[]
  fields_before: string
  merged_by: string | null
}

export async function insertMerge({ db, now }: Tx, merge: NewMerge): Promise<void> {
  await db
    .insertInto('contact_merges')
    .values({ ...merge, merged_at: now() })
    .execute()
}

export async function setMergedInto({ db, now }: Tx, id: string, keptId: string | null): Promise<void> {
  await db
    .updateTable('contacts')
    .set({ merged_into: keptId, updated_at: now() })
    .where('id', '=', id)
    .execute()
}

export const lockMerge = ({ db }: Tx, id: string, keptId: string) =>
  db
    .selectFrom('contact_merges')
    .select(['id', 'merged_id', 'identity_ids', 'conversation_ids', 'fields_before', 'merged_at'])
    .where('id', '=', id)
    .where('kept_id', '=', keptId)
    .where('undone_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
export type MergeRow = NonNullable<Awaited<ReturnType<typeof lockMerge>>>

export async function setUndone({ db, now }: Tx, id: string): Promise<void> {
  await db.updateTable('contact_merges').set({ undone_at: now() }).where('id', '=', id).execute()
}

export async function giveBackIdentities({ db }: Tx, keptId: string, merge: MergeRow): Promise<void> {
  await db
    .updateTable('identities')
    .set({ contact_id: merge.merged_id })
    .where('id', '=', sql<string>`any(${merge.identity_ids}::uuid[])`)
    .where('contact_id', '=', keptId)
    .execute()
}

/** Also what began since then and goes to where only the other one is reached. */
export async function giveBackConversations({ db }: Tx, keptId: string, merge: MergeRow): Promise<void> {
  await sql`
    update conversations c set contact_id = ${merge.merged_id}
    where c.contact_id = ${keptId} and (c.id = any(${merge.conversation_ids}::uuid[])
      or c.created_at >= ${merge.merged_at} and exists (
        select from identities i where i.id = any(${merge.identity_ids}::uuid[])
          and i.value in (c.recipient->>'userId', c.recipient->>'waId')))`.execute(db)
}

/** The columns in which a merge fills what is empty. */
export const fillable = [
  'name',
  'profile_name',
  'username',
  'phone',
  'email',
  'document_encrypted',
  'document_hash',
  'address',
  'notes',
  'blocked_at',
  'opted_out_at',
] as const
export type Fillable = (typeof fillable)[number]

/** Takes over from the other what this one lacks. */
export async function fillFrom(
  { db, now }: Tx,
  id: string,
  otherId: string,
  columns: readonly Fillable[],
): Promise<void> {
  const taken = columns.map((column) => sql`, ${sql.id(column)} = other.${sql.id(column)}`)
  await sql`
    update contacts c set updated_at = ${now()}, fields = other.fields || c.fields ${sql.join(taken, sql``)}
    from contacts other where c.id = ${id} and other.id = ${otherId}`.execute(db)
}

/** Takes away again what came from the other, unless somebody has changed it since. */
export async function unfill(
  { db, now }: Tx,
  id: string,
  otherId: string,
  columns: readonly Fillable[],
  keys: readonly string[],
): Promise<void> {
  const given = columns.map((column) => {
    const name = sql.id(column)
    // A document is sealed anew when keys change: only its hash tells whether it is the same.
    const same = column === 'document_encrypted' ? sql.id('document_hash') : name
    return sql`, ${name} = case when c.${same} = other.${same} then null else c.${name} end`
  })
  await sql`
    update contacts c set updated_at = ${now()}, fields = c.fields - array(
      select key from unnest(${keys}::text[]) as key where c.fields->key = other.fields->key) ${sql.join(given, sql``)}
    from contacts other where c.id = ${id} and other.id = ${otherId}`.execute(db)
}

export async function refreshSearch(
  { db }: Tx,
  { id, phone }: { id: string; phone: string | null },
): Promise<void> {
  const parts = [
    ...['name', 'profile_name', 'username', 'email'].map((name) => sql.ref(name)),
    phoneWords(phone),
  ]
  await db
    .updateTable('contacts')
    .set({ search: searchText(parts) })
    .where('id', '=', id)
    .execute()
}

const likely = 20

export type Alike = { id: string; phone: boolean; email: boolean; document: boolean }

/** Other contacts with the same phone number in either spelling, the same e-mail or the same document. */
export async function contactsLike({ db }: Tx | Pick<Tx, 'db'>, id: string): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    with self as (select id, phone, email, document_hash from contacts where id = ${id}),
    phones as (
      select phone from self where phone is not null
      union select i.phone from identities i where i.contact_id = ${id} and i.phone is not null and i.replaced_at is null),
    alike as (
      select c.id, 'phone' as reason from contacts c join phones on c.phone = phones.phone
      union select i.contact_id, 'phone' from identities i join phones on i.phone = phones.phone
        where i.channel = 'whatsapp' and i.replaced_at is null
      union select c.id, 'email' from contacts c join self on c.email = self.email
      union select c.id, 'document' from contacts c join self on c.document_hash = self.document_hash)
    select c.id, bool_or(reason = 'phone') as phone, bool_or(reason = 'email') as email,
      bool_or(reason = 'document') as document
    from alike join contacts c on c.id = alike.id
    where c.id <> ${id} and c.merged_into is null and c.removed_at is null
    group by c.id order by count(*) desc, c.id desc limit ${likely}`.execute(db)
  return rows
}
