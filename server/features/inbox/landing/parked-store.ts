import { sql } from 'kysely'
import type { ParkedItem } from '#contract/parked.ts'
import type { Ctx, Tx } from '#platform/context.ts'

export type ParkedRow = {
  id: string
  state: ParkedItem['state']
  reason: ParkedItem['reason']
  kind: string
  detail: string | null
  item: unknown
  raw_event_id: string | null
  times: number
  created_at: Date
  last_at: Date
}

const columns = sql.raw('id, raw_event_id, state, reason, kind, detail, item, times, created_at, last_at')

type Wanted = { state: string; reason: string | null; before: string | null; limit: number }

export async function parkedIn({ db }: Ctx, { state, reason, before, limit }: Wanted): Promise<ParkedRow[]> {
  const { rows } = await sql<ParkedRow>`
    select ${columns} from parked_items
    where state = ${state} and (${reason}::text is null or reason = ${reason}) and (${before}::uuid is null or id < ${before})
    order by id desc limit ${limit}`.execute(db)
  return rows
}

export async function find({ db }: Ctx, id: string): Promise<ParkedRow | undefined> {
  const { rows } = await sql<ParkedRow>`select ${columns} from parked_items where id = ${id}`.execute(db)
  return rows[0]
}

/** Whoever has waited longest for a try first: many that never find their message must not keep others from it. */
export async function earlySince({ db }: Ctx, since: Date, limit: number): Promise<ParkedRow[]> {
  const { rows } = await sql<ParkedRow>`
    select ${columns} from parked_items
    where state = 'parked' and reason = 'too_early' and created_at > ${since} order by last_at, id limit ${limit}`.execute(
    db,
  )
  return rows
}

export async function settle({ db }: Tx, id: string, state: 'landed' | 'dismissed'): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('parked_items')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'parked')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteRawEventsBefore({ db }: Ctx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from raw_events where id in (
      select id from raw_events where received_at < ${before} order by received_at limit ${limit})`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

export async function deleteParkedBefore({ db }: Ctx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from parked_items where id in (
      select id from parked_items where last_at < ${before} order by last_at limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0)
}
