import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/schema.ts'

type Db = { db: Kysely<DB> }
export type WrappedKey = { version: number; wrapped_key: string; settled: boolean }

/**
 * `settled`: old enough for every process to have noticed it. The database's clock decides, as the only one that all
 * processes share.
 */
export const all = ({ db }: Db, settleSeconds: number): Promise<WrappedKey[]> =>
  db
    .selectFrom('secret_keys')
    .select(['version', 'wrapped_key'])
    .select(
      sql<boolean>`created_at <= clock_timestamp() - make_interval(secs => ${settleSeconds})`.as('settled'),
    )
    .orderBy('version')
    .execute()

/** Where two processes add the same version, one of them wins and the other one reads what it added. */
export const add = async (
  { db }: Db,
  keys: Array<{ version: number; wrapped_key: string }>,
): Promise<void> => {
  const rows = keys.map((key) => ({ ...key, created_at: sql<Date>`clock_timestamp()` }))
  await db
    .insertInto('secret_keys')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const lockAll = ({ db }: Db) =>
  db.selectFrom('secret_keys').select(['version', 'wrapped_key']).orderBy('version').forUpdate().execute()

export const rewrap = async ({ db }: Db, version: number, wrapped_key: string): Promise<void> => {
  await db.updateTable('secret_keys').set({ wrapped_key }).where('version', '=', version).execute()
}

/** Lets go of data keys older than this; version 0 is no data key. */
export const removeBefore = async ({ db }: Db, version: number): Promise<void> => {
  await db.deleteFrom('secret_keys').where('version', '>', 0).where('version', '<', version).execute()
}

// Any number that nothing else on the server uses as an advisory lock.
const rotationLock = 7_205_759_404

export async function tryLockRotation({ db }: Db): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${rotationLock}) as mine`.execute(
    db,
  )
  return rows[0]?.mine ?? false
}

export async function unlockRotation({ db }: Db): Promise<void> {
  await sql`select pg_advisory_unlock(${rotationLock})`.execute(db)
}
