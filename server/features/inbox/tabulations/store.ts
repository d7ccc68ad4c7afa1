import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'

const columns = ['id', 'name', 'description', 'active', 'created_at'] as const

export const find = ({ db }: Ctx, id: string) =>
  db
    .selectFrom('tabulations')
    .select(columns)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
export type TabulationRow = NonNullable<Awaited<ReturnType<typeof find>>>

/** By name. One row more than asked for tells that there is a next page. */
export function list({ db }: Ctx, { limit, afterId }: { limit: number; afterId: string | undefined }) {
  const all = db.selectFrom('tabulations as t').select(columns).where('t.removed_at', 'is', null)
  const query = afterId ? all.where(isAfter(afterId)) : all
  return query
    .orderBy(sql`lower(t.name)`)
    .orderBy('t.id')
    .limit(limit + 1)
    .execute()
}

const isAfter = (id: string) =>
  sql<boolean>`(lower(t.name), t.id) > (select lower(l.name), l.id from tabulations l where l.id = ${id})`

export type NewRow = { id: string; name: string; description: string | null; active: boolean }

export const insert = ({ db, now }: Tx, row: NewRow) =>
  db
    .insertInto('tabulations')
    .values({ ...row, created_at: now(), updated_at: now() })
    .returning(columns)
    .executeTakeFirstOrThrow()

export type Change = {
  name?: string | undefined
  description?: string | null | undefined
  active?: boolean | undefined
}

/** What is undefined stays as it is; undefined when there is no such tabulation. */
export const update = ({ db, now }: Tx, id: string, change: Change) =>
  db
    .updateTable('tabulations')
    .set({ ...change, updated_at: now() })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()

/** It stays where conversations were closed with it. */
export async function remove({ db, now }: Tx, id: string): Promise<boolean> {
  const removed = await db
    .updateTable('tabulations')
    .set({ removed_at: now(), updated_at: now() })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return removed.numUpdatedRows > 0n
}
