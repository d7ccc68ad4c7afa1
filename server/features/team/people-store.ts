import { sql } from 'kysely'
import type { OperatorQuery } from '#contract/team.ts'
import type { Ctx } from '#platform/context.ts'

type Db = Pick<Ctx, 'db'>
type Timed = Pick<Ctx, 'db' | 'now'>

export type NewPerson = {
  id: string
  name: string
  email: string
  role: string
  state: 'invited' | 'active'
  passwordHash: string | null
  capacity?: number | undefined
}

export async function insert({ db, now }: Timed, { passwordHash, capacity, ...person }: NewPerson) {
  const at = now()
  await db
    .insertInto('people')
    .values({
      ...person,
      ...(capacity !== undefined && { capacity }),
      password_hash: passwordHash,
      password_changed_at: passwordHash === null ? null : at,
      created_at: at,
      updated_at: at,
    })
    .execute()
}

export type PersonChange = {
  name?: string | undefined
  email?: string | undefined
  role?: string | undefined
  state?: 'active' | 'removed' | undefined
  capacity?: number | undefined
  locale?: string | undefined
  theme?: string | undefined
  welcomed_at?: Date | undefined
  password_hash?: string | undefined
  password_changed_at?: Date | undefined
}

export const update = ({ db, now }: Timed, id: string, change: PersonChange) =>
  db
    .updateTable('people')
    .set({ ...definedIn(change), updated_at: now() })
    .where('id', '=', id)
    .execute()

/** Only in place of the hash that was verified: the password may have been changed at the same moment. */
export const replaceHash = ({ db }: Db, id: string, old: string, renewed: string) =>
  db
    .updateTable('people')
    .set({ password_hash: renewed })
    .where('id', '=', id)
    .where('password_hash', '=', old)
    .execute()

/** Nobody at all, not even somebody who was removed: an instance that has not been set up. */
export const isEmpty = async ({ db }: Db): Promise<boolean> =>
  !(await db.selectFrom('people').select('id').limit(1).executeTakeFirst())

export const findByEmail = ({ db }: Db, email: string) =>
  db
    .selectFrom('people')
    .selectAll()
    .where('email', '=', email)
    .where('state', '<>', 'removed')
    .executeTakeFirst()

export const find = ({ db }: Db, id: string) =>
  db.selectFrom('people').selectAll().where('id', '=', id).where('state', '<>', 'removed').executeTakeFirst()
export type Person = NonNullable<Awaited<ReturnType<typeof find>>>

export const lock = ({ db }: Db, id: string) =>
  db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .forUpdate()
    .executeTakeFirst()

/** In a fixed order, so that two who take away the same administrators take turns instead of deadlocking. */
export async function lockActiveAdministrators({ db }: Db): Promise<string[]> {
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

export const lockFirstAdministrator = ({ db }: Db) =>
  sql`select pg_advisory_xact_lock(hashtext('team.first_administrator'))`.execute(db)

export const findOperator = (ctx: Timed, id: string) =>
  operators(ctx).where('p.id', '=', id).executeTakeFirst()
export type OperatorRow = NonNullable<Awaited<ReturnType<typeof findOperator>>>

type Filters = Omit<OperatorQuery, 'after'> & { afterId: string | undefined; searchEmails: boolean }

/** By name, then id. One row more than asked for tells that there is a next page. */
export function listOperators(ctx: Timed, { afterId, limit, state, role, presence, q, ...rest }: Filters) {
  return operators(ctx)
    .$if(state === undefined, (query) => query.where('p.state', '<>', 'removed'))
    .$if(state !== undefined, (query) => query.where('p.state', '=', state ?? ''))
    .$if(role !== undefined, (query) => query.where('p.role', '=', role ?? ''))
    .$if(presence !== undefined, (query) => query.where('p.presence', '=', presence ?? ''))
    .$if(!!q, (query) => query.where(called(q ?? '', rest.searchEmails)))
    .$if(afterId !== undefined, (query) =>
      query.where(
        sql<boolean>`(${folded('p.name')}, p.id) > (select ${folded('l.name')}, l.id from people l where l.id = ${afterId})`,
      ),
    )
    .orderBy(folded('p.name'))
    .orderBy('p.id')
    .limit(limit + 1)
    .execute()
}

const called = (q: string, searchEmails: boolean) => {
  const inName = sql<boolean>`strpos(${folded('p.name')}, ${fold(q)}) > 0`
  return searchEmails ? sql<boolean>`(${inName} or strpos(p.email, lower(${q})) > 0)` : inName
}

// "Álvaro" stands before "Bia" and is found as "alvaro"; no collation or extension is needed for it.
const accented = 'áàâãäéèêëíìîïóòôõöúùûüçñ'
const plain = 'aaaaaeeeeiiiiooooouuuucn'
const folded = (column: string) => sql<string>`translate(lower(${sql.ref(column)}), ${accented}, ${plain})`
const fold = (text: string) => sql<string>`translate(lower(${text}), ${accented}, ${plain})`

const operators = ({ db, now }: Timed) =>
  db
    .selectFrom('people as p')
    .select([
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
    ])
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

const definedIn = <T extends object>(change: T) =>
  // Only takes keys away whose value is undefined, which Kysely would refuse.
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>
