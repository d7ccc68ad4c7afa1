import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import type { ChainedEntry } from '#platform/events/audit-chain.ts'
import type { Position } from '#platform/events/gaps.ts'
import { type EventRow, type StoredEvent, storedEvent } from '#platform/events/stored-event.ts'

type Db = Pick<Ctx, 'db'>

export type NewEvent = Omit<EventRow, 'id' | 'at'>

/** In the order in which they were published. Answered with only where they are wanted: most are read by nobody here. */
export async function insertEvents(
  { db }: Tx,
  rows: readonly NewEvent[],
  at: Date,
  wanted: boolean,
): Promise<StoredEvent[]> {
  const numbered = JSON.stringify(rows.map((row, place) => ({ ...row, place })))
  const written = await sql<EventRow>`
    insert into events (name, subject_type, subject_id, actor_kind, actor_id, details, at)
    select name, subject_type, subject_id, actor_kind, actor_id, details, ${at}
    from jsonb_to_recordset(${numbered}::jsonb) as event(
      place integer, name text, subject_type text, subject_id text, actor_kind text, actor_id text, details jsonb)
    order by place
    ${wanted ? sql`returning ${columns}` : sql``}`.execute(db)
  return written.rows.map(storedEvent)
}

/** The end of the audit chain. From here to the commit no other transaction can append to it. */
export const lockChain = ({ db }: Tx) =>
  db.selectFrom('audit_chain').select(['last_seq', 'last_hash']).forUpdate().executeTakeFirstOrThrow()

export async function appendToChain(
  { db }: Tx,
  entries: readonly (ChainedEntry & { hash: Buffer })[],
): Promise<void> {
  const rows = JSON.stringify(
    entries.map((entry) => ({ ...entry, hash: `\\x${entry.hash.toString('hex')}` })),
  )
  await sql`
    with appended as (
      insert into audit_entries
      select entry.* from jsonb_populate_recordset(null::audit_entries, ${rows}::jsonb) as entry
      order by seq returning seq, hash)
    update audit_chain set last_seq = appended.seq, last_hash = appended.hash
    from appended where appended.seq = (select max(seq) from appended)`.execute(db)
}

/** The statement that reads also says which transactions were running when it did: one snapshot for both. */
export type Found<T> = { rows: T[]; xmin: bigint; xmax: bigint }

type Snapshot = { xmin: string; xmax: string }
type Row = EventRow & Snapshot

const columns = sql.raw('id, name, subject_type, subject_id, actor_kind, actor_id, details, at')
const boundaries = sql.raw(
  'pg_snapshot_xmin(pg_current_snapshot())::text as xmin, pg_snapshot_xmax(pg_current_snapshot())::text as xmax',
)

/** What has appeared since: above the highest id (`ahead` of them at most) and in the gaps below it. */
export async function appeared(
  { db }: Db,
  { highest, gaps }: Position,
  { limit, ahead }: { limit: number; ahead: number },
): Promise<Found<StoredEvent>> {
  const from = gaps.map((gap) => String(gap.from))
  const to = gaps.map((gap) => String(gap.to))
  const { rows } = await sql<Row>`
    select ${boundaries}, found.* from (select) one left join lateral (
      select * from (
        (select ${columns} from events where id > ${String(highest)}::bigint order by id limit ${ahead})
        union all
        select late.* from unnest(${from}::bigint[], ${to}::bigint[]) as gap(lowest, uppermost) cross join lateral (
          select ${columns} from events where id between lowest and uppermost order by id limit ${limit}) late
      ) either order by id limit ${limit}
    ) found on true order by found.id`.execute(db)
  return found(rows, storedEvent)
}

/** The newest ids, which say where "now" is. */
export async function newestIds({ db }: Db, howMany: number): Promise<Found<bigint>> {
  const { rows } = await sql<Snapshot & { id: string }>`
    select ${boundaries}, newest.id from (select) one left join lateral (
      select id from events order by id desc limit ${howMany}) newest on true order by newest.id`.execute(db)
  return found(rows, ({ id }) => BigInt(id))
}

function found<R extends Snapshot & { id: string }, T>(rows: R[], each: (row: R) => T): Found<T> {
  const [first] = rows
  if (!first) throw new Error('a reading of the events came back without its snapshot')
  // The left join gives one row without an id when nothing was found, so that the snapshot is always there.
  const real = rows.filter(({ id }) => id !== null)
  return { rows: real.map(each), xmin: BigInt(first.xmin), xmax: BigInt(first.xmax) }
}

export type Kept = { oldest: bigint; newest: bigint } | null

/** Events after an id, oldest first, and between which ids events are kept at all. */
export async function eventsAfter(
  { db }: Db,
  after: string,
  limit: number,
): Promise<{ events: StoredEvent[]; kept: Kept }> {
  const { rows } = await sql<EventRow & { oldest: string | null; newest: string | null }>`
    select kept.*, later.* from (select min(id) as oldest, max(id) as newest from events) kept left join lateral (
      select ${columns} from events where id > ${after}::bigint order by id limit ${limit}
    ) later on true order by later.id`.execute(db)
  const { oldest, newest } = rows[0] ?? { oldest: null, newest: null }
  return {
    events: rows.filter(({ id }) => id !== null).map(storedEvent),
    kept: oldest === null || newest === null ? null : { oldest: BigInt(oldest), newest: BigInt(newest) },
  }
}

export async function deleteEventsBefore({ db }: Db, before: Date, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('events')
    .where('id', 'in', (events) =>
      events.selectFrom('events').select('id').where('at', '<', before).orderBy('at').limit(limit),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
