import type { Insertable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import type { DB } from '#platform/schema.ts'

type Row = Insertable<DB['numbers']>
export type NewNumberRow = Pick<Row, 'id' | 'account_id' | 'external_id' | 'phone' | 'name'>

/** Undefined when it is here already. */
export const insert = ({ db, now }: Tx, number: NewNumberRow) =>
  db
    .insertInto('numbers')
    .values({ ...number, channel: 'whatsapp_cloud', created_at: now(), updated_at: now() })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'external_id']).where('state', '<>', 'removed').doNothing(),
    )
    .returningAll()
    .executeTakeFirst()

const present = ({ db }: Pick<Ctx, 'db'>) =>
  db.selectFrom('numbers').selectAll().where('state', '<>', 'removed')

export type NumberRow = NonNullable<Awaited<ReturnType<typeof lock>>>

export const ofAccounts = (ctx: Ctx, accountIds: readonly string[]) =>
  present(ctx).where('account_id', 'in', accountIds).orderBy('id').execute()

export function list(
  ctx: Ctx,
  { accountId, limit, afterId }: { accountId: string; limit: number; afterId: string | undefined },
) {
  const all = present(ctx).where('account_id', '=', accountId)
  return (afterId ? all.where('id', '>', afterId) : all)
    .orderBy('id')
    .limit(limit + 1)
    .execute()
}

export const lock = (ctx: Tx, id: string) => present(ctx).where('id', '=', id).forUpdate().executeTakeFirst()

/** In the order of their ids, as whoever locks several does. */
export const lockOfAccount = (ctx: Tx, accountId: string) =>
  present(ctx).where('account_id', '=', accountId).orderBy('id').forUpdate().execute()

export const findByExternal = (ctx: Ctx, externalId: string) =>
  present(ctx)
    .where('channel', '=', 'whatsapp_cloud')
    .where('external_id', '=', externalId)
    .executeTakeFirst()

export const isKnown = async (ctx: Ctx, externalId: string): Promise<boolean> =>
  (await findByExternal(ctx, externalId)) !== undefined

/** Also one that was removed: whoever was here once is not taken for new. */
export const everKnown = async ({ db }: Ctx, externalId: string): Promise<boolean> =>
  (await db
    .selectFrom('numbers')
    .select('id')
    .where('channel', '=', 'whatsapp_cloud')
    .where('external_id', '=', externalId)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Of these, the ones that somebody took away from this account on purpose. */
export async function removedFrom(
  { db }: Ctx,
  accountId: string,
  externalIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('numbers')
    .select('external_id')
    .where('account_id', '=', accountId)
    .where('state', '=', 'removed')
    .where('external_id', 'in', externalIds)
    .execute()
  return new Set(rows.map(({ external_id }) => external_id))
}

/** The one that was removed last comes back with its conversations. */
export async function revive(ctx: Tx, number: NewNumberRow): Promise<NumberRow | undefined> {
  const { db, now } = ctx
  const last = await db
    .selectFrom('numbers')
    .select('id')
    .where('channel', '=', 'whatsapp_cloud')
    .where('external_id', '=', number.external_id)
    .where('state', '=', 'removed')
    .orderBy('updated_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  if (!last) return undefined
  return db
    .updateTable('numbers')
    .set({
      account_id: number.account_id,
      phone: number.phone,
      state: 'active',
      trouble: null,
      trouble_detail: null,
      updated_at: now(),
    })
    .where('id', '=', last.id)
    .returningAll()
    .executeTakeFirst()
}

export type NumberFields = Omit<Updateable<DB['numbers']>, 'id' | 'updated_at'>

export const update = ({ db, now }: Ctx, id: string, fields: NumberFields) =>
  db
    .updateTable('numbers')
    .set({ ...fields, updated_at: now() })
    .where('id', '=', id)
    .execute()

const known = ({ db }: Ctx) =>
  db
    .selectFrom('numbers as n')
    .innerJoin('accounts as a', 'a.id', 'n.account_id')
    .select([
      'n.id',
      'n.account_id',
      'n.external_id',
      'n.channel',
      'n.phone',
      'n.state',
      'n.throughput',
      'n.pace',
      'a.state as account_state',
      'a.portfolio_id',
    ])

export type KnownRow = Awaited<ReturnType<typeof knownByExternal>>[number]

export const knownByExternal = (ctx: Ctx, channel: string, externalIds: readonly string[]) =>
  known(ctx)
    .where('n.channel', '=', channel)
    .where('n.external_id', '=', sql<string>`any(${externalIds}::text[])`)
    .where('n.state', '<>', 'removed')
    .execute()

export const knownById = (ctx: Ctx, id: string) => known(ctx).where('n.id', '=', id).executeTakeFirst()

/** Later times only, and without waiting for whoever has the row: the next one says the same. */
export const noteTimes = (
  { db }: Ctx,
  column: 'last_webhook_at' | 'last_delivered_at',
  ids: readonly string[],
  at: Date,
) =>
  sql`
    update numbers set ${sql.ref(column)} = ${at} where id in (
      select id from numbers where id = any(${ids}::uuid[])
        and (${sql.ref(column)} is null or ${sql.ref(column)} < ${at}) for no key update skip locked)`.execute(
    db,
  )
