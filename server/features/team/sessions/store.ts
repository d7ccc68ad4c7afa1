import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

export type SessionKind = 'browser' | 'bearer'
export type NewSession = {
  id: string
  token_hash: Buffer
  person_id: string
  kind: SessionKind
  ip: string | null
  user_agent: string | null
  expires_at: Date
}
/** A session lives while it is used, and for a set time at most; both are as the settings say now. */
export type Limits = { idleMinutes: number; absoluteHours: number }

export async function insert({ db, now }: Ctx, session: NewSession): Promise<void> {
  const at = now()
  await db
    .insertInto('sessions')
    .values({ ...session, created_at: at, last_seen_at: at })
    .execute()
  await db.updateTable('people').set({ last_seen_at: at }).where('id', '=', session.person_id).execute()
}

/** Who holds this token: the whole of what a request needs to know, in one query. */
export const holderOf = ({ db, now }: Ctx, tokenHash: Buffer, kind: SessionKind, limits: Limits) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .select(['s.id as session_id', 's.last_seen_at', 'p.id', 'p.name', 'p.role', 'p.totp_enabled_at'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.kind', '=', kind)
    .where('p.state', '=', 'active')
    .where(isAlive(now(), limits))
    .executeTakeFirst()

export const ofPerson = ({ db, now }: Ctx, personId: string, limits: Limits) =>
  db
    .selectFrom('sessions as s')
    .selectAll()
    .where('s.person_id', '=', personId)
    .where(isAlive(now(), limits))
    .orderBy('s.last_seen_at', 'desc')
    .execute()
export type SessionRow = Awaited<ReturnType<typeof ofPerson>>[number]

/** At most once a minute for each session, whatever number of requests comes in at once. */
export const touch = ({ db, now }: Ctx, id: string) =>
  sql`
    with touched as (
      update sessions set last_seen_at = ${now()}
      where id = ${id} and last_seen_at < ${new Date(now().getTime() - 60_000)} returning person_id)
    update people p set last_seen_at = ${now()} from touched where p.id = touched.person_id`.execute(db)

export async function remove({ db }: Ctx, id: string, personId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

export async function removeAllOf({ db }: Ctx, personId: string, except: string | null): Promise<string[]> {
  const rows = await db
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .$if(except !== null, (query) => query.where('id', '<>', except ?? ''))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** A program that asks for a token before every call would fill the table: the least recently used ones go. */
export async function removeBeyond({ db }: Ctx, personId: string, keep: number): Promise<string[]> {
  const rows = await db
    .deleteFrom('sessions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('sessions')
        .select('id')
        .where('person_id', '=', personId)
        .orderBy('last_seen_at', 'desc')
        .orderBy('id', 'desc')
        .offset(keep),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export const removeDead = ({ db, now }: Ctx, limits: Limits, limit: number) =>
  db
    .deleteFrom('sessions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('sessions as s')
        .select('s.id')
        .where(sql<boolean>`not ${isAlive(now(), limits)}`)
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'person_id'])
    .execute()

function isAlive(now: Date, { idleMinutes, absoluteHours }: Limits) {
  const idleSince = new Date(now.getTime() - idleMinutes * 60_000)
  const oldest = new Date(now.getTime() - absoluteHours * 3_600_000)
  return sql<boolean>`(s.expires_at > ${now} and s.last_seen_at > ${idleSince} and s.created_at > ${oldest})`
}
