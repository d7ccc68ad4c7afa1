import type { Insertable, Updateable } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import type { DB } from '#platform/schema.ts'

type NewAccountRow = Pick<
  Insertable<DB['accounts']>,
  'id' | 'name' | 'external_id' | 'portfolio_id' | 'access_token_encrypted' | 'app_secret_encrypted'
>

/** Undefined when there is one for this business already. */
export const insert = ({ db, now }: Tx, account: NewAccountRow) =>
  db
    .insertInto('accounts')
    .values({ ...account, channel: 'whatsapp_cloud', created_at: now(), updated_at: now() })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'external_id']).where('state', '<>', 'removed').doNothing(),
    )
    .returningAll()
    .executeTakeFirst()

const present = ({ db }: Pick<Ctx, 'db'>) =>
  db.selectFrom('accounts').selectAll().where('state', '<>', 'removed')

export type AccountRow = NonNullable<Awaited<ReturnType<typeof find>>>

export const find = (ctx: Ctx, id: string) => present(ctx).where('id', '=', id).executeTakeFirst()

export const lock = (ctx: Tx, id: string) => present(ctx).where('id', '=', id).forUpdate().executeTakeFirst()

export const findByExternal = (ctx: Ctx, externalId: string) =>
  present(ctx)
    .where('channel', '=', 'whatsapp_cloud')
    .where('external_id', '=', externalId)
    .executeTakeFirst()

/** Newest first; one more than asked for tells that there is a next page. */
export function list(ctx: Ctx, { limit, afterId }: { limit: number; afterId: string | undefined }) {
  const all = present(ctx)
  return (afterId ? all.where('id', '<', afterId) : all)
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export type AccountFields = Omit<Updateable<DB['accounts']>, 'id' | 'updated_at'>

export const update = ({ db, now }: Ctx, id: string, fields: AccountFields) =>
  db
    .updateTable('accounts')
    .set({ ...fields, updated_at: now() })
    .where('id', '=', id)
    .execute()

export async function idsOfAll({ db }: Ctx): Promise<string[]> {
  const rows = await db.selectFrom('accounts').select('id').where('state', '<>', 'removed').execute()
  return rows.map(({ id }) => id)
}

/** Sealed, of every account that signs with a secret of its own. */
export async function sealedAppSecrets({ db }: Ctx): Promise<string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('app_secret_encrypted as sealed')
    .where('state', '<>', 'removed')
    .where('app_secret_encrypted', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ sealed }) => sealed ?? [])
}
