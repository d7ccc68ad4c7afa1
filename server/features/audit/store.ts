import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { AuditFilters } from '#contract/audit.ts'
import type { EventName } from '#contract/events.ts'
import type { Ctx, Tx } from '#platform/context.ts'
import type { AuditEntries, DB } from '#platform/schema.ts'

export type AuditRow = Selectable<AuditEntries>

/** The filters, with the words of `q` already turned into what they may stand for. */
export type Search = Omit<AuditFilters, 'q'> & { called?: { names: EventName[]; ids: string[] } }

/** Newest first. */
export const entries = (
  { db }: Ctx,
  search: Search,
  { before, limit }: { before?: number | undefined; limit: number },
) =>
  narrow(db.selectFrom('audit_entries'), search)
    .$if(before !== undefined, (query) => query.where('seq', '<', String(before)))
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()

function narrow<O>(all: SelectQueryBuilder<DB, 'audit_entries', O>, search: Search) {
  const { from, to, name, actorId, subjectId, ip, called } = search
  let query = all
  if (from) query = query.where('at', '>=', new Date(from))
  if (to) query = query.where('at', '<', new Date(to))
  if (name) query = query.where('name', 'in', name)
  if (actorId) query = query.where('actor_id', '=', actorId)
  if (subjectId) query = query.where('subject_id', '=', subjectId)
  if (ip) query = query.where('ip', '=', ip)
  if (!called) return query
  const ids = sql<string>`any(${called.ids}::text[])`
  return query.where(({ or, eb }) =>
    or([
      eb('name', '=', sql<string>`any(${called.names}::text[])`),
      eb('actor_id', '=', ids),
      eb('subject_id', '=', ids),
    ]),
  )
}

export type Stretch = {
  chain: { lastSeq: number; lastHash: Buffer; anchorSeq: number; anchorHash: Buffer }
  /** The hash of the entry after which the stretch begins; null when there is no such entry. */
  startHash: Buffer | null
  rows: AuditRow[]
}

/** A stretch of the chain and its ends, as they were at one moment: entries come and go while it is being checked. */
export async function stretchAfter({ db }: Ctx, after: number, limit: number): Promise<Stretch> {
  const { rows } = await sql<ChainRow>`
    select c.last_seq, c.last_hash, c.anchor_seq, c.anchor_hash,
      (select hash from audit_entries where seq = ${after}) as start_hash, e.*
    from audit_chain c left join lateral (
      select * from audit_entries where seq > greatest(${after}::bigint, c.anchor_seq) order by seq limit ${limit}
    ) e on true order by e.seq`.execute(db)
  const first = rows[0]
  if (!first) throw new Error('audit_chain has lost its row')
  const chain = {
    lastSeq: Number(first.last_seq),
    lastHash: first.last_hash,
    anchorSeq: Number(first.anchor_seq),
    anchorHash: first.anchor_hash,
  }
  return { chain, startHash: first.start_hash, rows: rows.filter((row) => row.seq !== null) }
}

type ChainRow = AuditRow & {
  last_seq: string
  last_hash: Buffer
  anchor_seq: string
  anchor_hash: Buffer
  start_hash: Buffer | null
}

export const newestVerdict = ({ db }: Ctx) =>
  db
    .selectFrom('audit_entries')
    .select(['name', 'at'])
    .where('name', 'in', ['audit.verified', 'audit.broken'] satisfies EventName[])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Whoever holds it is the only one who adds to the chain. */
export const lockChain = async ({ db }: Tx) =>
  void (await sql`select 1 from audit_chain for update`.execute(db))

/** Found before, and nobody found the log whole after that. */
export async function isOnRecord({ db }: Ctx, brokenAtSeq: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from audit_entries
    where name = 'audit.broken' and details->>'brokenAtSeq' = ${String(brokenAtSeq)}
      and seq > coalesce((select max(seq) from audit_entries where name = 'audit.verified'), 0)
    limit 1`.execute(db)
  return rows.length > 0
}

/** The oldest entries, as long as each is older than that. What the chain lets go must be its beginning. */
export async function oldestBefore(
  { db }: Ctx,
  before: Date,
  limit: number,
): Promise<{ seq: number; hash: Buffer }[]> {
  const rows = await db
    .selectFrom('audit_entries')
    .select(['seq', 'hash', 'at'])
    .orderBy('seq')
    .limit(limit)
    .execute()
  const end = rows.findIndex(({ at }) => at >= before)
  return rows.slice(0, end === -1 ? rows.length : end).map(({ seq, hash }) => ({ seq: Number(seq), hash }))
}

export async function letGoThrough({ db }: Tx, last: { seq: number; hash: Buffer }): Promise<void> {
  await sql`set local prosa.letting_go_of_audit = 'on'`.execute(db)
  await db.deleteFrom('audit_entries').where('seq', '<=', String(last.seq)).execute()
  await sql`set local prosa.letting_go_of_audit = 'off'`.execute(db)
  // After the rows, because every act of everybody waits for this line of the table.
  await db
    .updateTable('audit_chain')
    .set({ anchor_seq: String(last.seq), anchor_hash: last.hash })
    .where('anchor_seq', '<', String(last.seq))
    .execute()
}
