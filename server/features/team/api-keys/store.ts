import type { Ctx } from '#platform/context.ts'

export type NewKey = {
  id: string
  name: string
  prefix: string
  key_hash: Buffer
  scopes: string[]
  created_by: string | null
  expires_at: Date | null
}

export const insert = ({ db, now }: Ctx, key: NewKey) =>
  db
    .insertInto('api_keys')
    .values({ ...key, created_at: now() })
    .returningAll()
    .executeTakeFirstOrThrow()
export type KeyRow = Awaited<ReturnType<typeof insert>>

export const findByHash = ({ db }: Ctx, hash: Buffer) =>
  db.selectFrom('api_keys').selectAll().where('key_hash', '=', hash).executeTakeFirst()

/** Newest first. One row more than asked for tells that there is a next page. */
export const list = ({ db }: Ctx, page: { limit: number; afterId: string | undefined }) =>
  db
    .selectFrom('api_keys')
    .selectAll()
    .$if(page.afterId !== undefined, (query) => query.where('id', '<', page.afterId ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()

export async function revoke({ db, now }: Ctx, id: string): Promise<boolean> {
  const revoked = await db
    .updateTable('api_keys')
    .set({ revoked_at: now() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return revoked.numUpdatedRows > 0n
}

export const touch = ({ db, now }: Ctx, id: string) =>
  db
    .updateTable('api_keys')
    .set({ last_used_at: now() })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', minuteBefore(now()))]))
    .execute()

/** True for the first refusal in a while: a program that goes on with a dead key must not fill the audit log. */
export async function noteRefusal({ db, now }: Ctx, id: string, notSince: Date): Promise<boolean> {
  const noted = await db
    .updateTable('api_keys')
    .set({ last_refused_at: now() })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_refused_at', 'is', null), eb('last_refused_at', '<', notSince)]))
    .executeTakeFirst()
  return noted.numUpdatedRows > 0n
}

const minuteBefore = (time: Date): Date => new Date(time.getTime() - 60_000)
