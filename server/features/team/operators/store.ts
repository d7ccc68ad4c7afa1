import { CompiledQuery, sql } from 'kysely'
import type { OperatorQuery } from '#contract/team.ts'
import type { Ctx, Tx } from '#platform/context.ts'
import { gathered } from '#platform/database/gather.ts'

export type NewPerson = {
  id: string
  name: string
  email: string
  role: string
  state: 'invited' | 'active'
  passwordHash: string | null
  capacity?: number | undefined
}

export async function insert({ db, now }: Ctx, { passwordHash, ...person }: NewPerson): Promise<void> {
  const at = now()
  await db
    .insertInto('people')
    .values({
      ...person,
      password_hash: passwordHash,
      password_changed_at: passwordHash === null ? null : at,
      created_at: at,
      updated_at: at,
    })
    .execute()
}

/** Nobody at all, not even somebody who was removed: an instance that has not been set up. */
export const isEmpty = async ({ db }: Ctx): Promise<boolean> =>
  !(await db.selectFrom('people').select('id').limit(1).executeTakeFirst())

/** In a fixed order, so that two who take away the same administrators take turns instead of deadlocking. */
export async function lockActiveAdministrators({ db }: Tx): Promise<string[]> {
  const rows = await db
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'admin')
    .where('state', '=', 'active')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

export const lockFirstAdministrator = ({ db }: Tx) =>
  sql`select pg_advisory_xact_lock(hashtext('team.first_administrator'))`.execute(db)

const columns = [
  'p.id',
  'p.name',
  'p.email',
  'p.role',
  'p.state',
  'p.presence',
  'p.capacity',
  'p.totp_enabled_at',
  'p.last_seen_at',
  'p.created_at',
] as const

// Built once, because one person is looked up often: building the query costs more than carrying it out.
const operatorsById = `select ${columns.join(', ')}, exists (
  select from sign_in_failures f where f.person_id = p.id and f.locked_until > $1) as locked
  from people p where p.id = any($2::uuid[])`

async function findOperators({ db, now }: Ctx, ids: string[]): Promise<OperatorRow[]> {
  const { rows } = await db.executeQuery<OperatorRow>(CompiledQuery.raw(operatorsById, [now(), ids]))
  return rows
}
export const findOperator = gathered(findOperators, ({ id }) => id)
export type OperatorRow = Awaited<ReturnType<typeof listOperators>>[number]

type Filters = Omit<OperatorQuery, 'after'> & { afterId: string | undefined; searchEmails: boolean }

/** By name, then id. One row more than asked for tells that there is a next page. */
export function listOperators(ctx: Ctx, filters: Filters) {
  const { afterId, limit, state, role, presence, q, searchEmails } = filters
  const all = operators(ctx)
  let query = state ? all.where('p.state', '=', state) : all.where('p.state', '<>', 'removed')
  if (role) query = query.where('p.role', '=', role)
  if (presence) query = query.where('p.presence', '=', presence)
  if (q) query = query.where(called(q, searchEmails))
  if (afterId) query = query.where(isAfter(afterId))
  return query
    .orderBy(folded('p.name'))
    .orderBy('p.id')
    .limit(limit + 1)
    .execute()
}

const isAfter = (id: string) =>
  sql<boolean>`(${folded('p.name')}, p.id) > (select ${folded('l.name')}, l.id from people l where l.id = ${id})`

const called = (q: string, searchEmails: boolean) => {
  const inName = sql<boolean>`strpos(${folded('p.name')}, ${fold(q)}) > 0`
  return searchEmails ? sql<boolean>`(${inName} or strpos(p.email, lower(${q})) > 0)` : inName
}

// "Álvaro" stands before "Bia" and is found as "alvaro"; no collation or extension is needed for it.
const accented = 'áàâãäéèêëíìîïóòôõöúùûüçñ'
const plain = 'aaaaaeeeeiiiiooooouuuucn'
const fold = (text: unknown) => sql<string>`translate(lower(${text}), ${accented}, ${plain})`
const folded = (column: string) => fold(sql.ref(column))

const operators = ({ db, now }: Ctx) =>
  db
    .selectFrom('people as p')
    .select(columns)
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('sign_in_failures as f')
            .select('f.id')
            .whereRef('f.person_id', '=', 'p.id')
            .where('f.locked_until', '>', now()),
        )
        .as('locked'),
    )
