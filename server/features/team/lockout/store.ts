import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'

/** Attempts on one address take turns when they are counted, so that a hundred at once are not a hundred guesses. */
export const lockCountOf = ({ db }: Tx, accountHash: Buffer) =>
  sql`select pg_advisory_xact_lock(hashtext(${`team.account:${accountHash.toString('hex')}`}))`.execute(db)

export const lockedUntil = async ({ db, now }: Ctx, accountHash: Buffer): Promise<Date | null> => {
  const row = await db
    .selectFrom('sign_in_failures')
    .select('locked_until')
    .where('account_hash', '=', accountHash)
    .where('locked_until', '>', now())
    .orderBy('locked_until', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.locked_until ?? null
}

/** Those since the last lock only: a lock that has run out begins a new count. */
export async function countFailures({ db }: Ctx, accountHash: Buffer, since: Date): Promise<number> {
  const row = await db
    .selectFrom('sign_in_failures')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('account_hash', '=', accountHash)
    .where('at', '>', since)
    .where('id', '>', (eb) =>
      eb
        .selectFrom('sign_in_failures')
        .select(sql<string>`coalesce(max(id), 0)`.as('id'))
        .where('account_hash', '=', accountHash)
        .where('locked_until', 'is not', null),
    )
    .executeTakeFirstOrThrow()
  return row.count
}

/** When the nth last failure of this network was, if there were as many since then. */
export async function nthLastFailure(
  { db }: Ctx,
  network: string,
  n: number,
  since: Date,
): Promise<Date | null> {
  const row = await db
    .selectFrom('sign_in_failures')
    .select('at')
    .where('network', '=', network)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .offset(n - 1)
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}

export type Failure = {
  account_hash: Buffer | null
  person_id: string | null
  network: string | null
  locked_until: Date | null
}
export const insertFailure = ({ db, now }: Ctx, failure: Failure) =>
  db
    .insertInto('sign_in_failures')
    .values({ ...failure, at: now() })
    .execute()

/** Forgets the count and the lock; true when there was a lock. */
export async function clearFailures({ db, now }: Ctx, personId: string): Promise<boolean> {
  const rows = await db
    .deleteFrom('sign_in_failures')
    .where('person_id', '=', personId)
    .returning('locked_until')
    .execute()
  return rows.some(({ locked_until }) => locked_until !== null && locked_until > now())
}

/** Kept for a day: longer than any lock lasts. */
export async function removeOld({ db }: Ctx, before: Date, limit: number): Promise<number> {
  const gone = await db
    .deleteFrom('sign_in_failures')
    .where('id', 'in', (eb) =>
      eb.selectFrom('sign_in_failures').select('id').where('at', '<', before).limit(limit),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
