import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

type Db = Pick<Ctx, 'db'>
type Timed = Pick<Ctx, 'db' | 'now'>

// Failures

/** Attempts on one address take turns when they are counted, so that a hundred at once are not a hundred guesses. */
export const lockAccount = ({ db }: Db, accountHash: Buffer) =>
  sql`select pg_advisory_xact_lock(hashtext(${`team.account:${accountHash.toString('hex')}`}))`.execute(db)

export const lockedUntil = async ({ db, now }: Timed, accountHash: Buffer): Promise<Date | null> => {
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
export async function countFailures({ db }: Db, accountHash: Buffer, since: Date): Promise<number> {
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
  { db }: Db,
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
export const insertFailure = ({ db, now }: Timed, failure: Failure) =>
  db
    .insertInto('sign_in_failures')
    .values({ ...failure, at: now() })
    .execute()

/** Forgets the count and the lock; true when there was a lock. */
export async function clearFailures({ db, now }: Timed, personId: string): Promise<boolean> {
  const rows = await db
    .deleteFrom('sign_in_failures')
    .where('person_id', '=', personId)
    .returning('locked_until')
    .execute()
  return rows.some(({ locked_until }) => locked_until !== null && locked_until > now())
}

/** Kept for a day: longer than any lock lasts. */
export const removeOldFailures = ({ db }: Db, before: Date, limit: number) =>
  removeSome(
    db
      .deleteFrom('sign_in_failures')
      .where('id', 'in', (eb) =>
        eb.selectFrom('sign_in_failures').select('id').where('at', '<', before).limit(limit),
      ),
  )

// Challenges: between the password and the second factor

export const insertChallenge = (
  { db }: Db,
  challenge: { token_hash: Buffer; person_id: string; expires_at: Date },
) => db.insertInto('sign_in_challenges').values(challenge).execute()

export const findChallenge = ({ db, now }: Timed, tokenHash: Buffer) =>
  db
    .selectFrom('sign_in_challenges as c')
    .innerJoin('people as p', 'p.id', 'c.person_id')
    .select(['p.id', 'p.email', 'p.password_hash'])
    .where('c.token_hash', '=', tokenHash)
    .where('c.expires_at', '>', now())
    .where('p.state', '=', 'active')
    .executeTakeFirst()

/** One more attempt on it, one after another; undefined when it is not there any more. */
export const lockChallenge = ({ db, now }: Timed, tokenHash: Buffer) =>
  db
    .updateTable('sign_in_challenges')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now())
    .returning('attempts')
    .executeTakeFirst()

export const removeChallengesOf = ({ db }: Db, personId: string) =>
  db.deleteFrom('sign_in_challenges').where('person_id', '=', personId).execute()

export const removeOldChallenges = ({ db, now }: Timed, limit: number) =>
  removeSome(
    db
      .deleteFrom('sign_in_challenges')
      .where('token_hash', 'in', (eb) =>
        eb.selectFrom('sign_in_challenges').select('token_hash').where('expires_at', '<', now()).limit(limit),
      ),
  )

const removeSome = async (query: {
  executeTakeFirst: () => Promise<{ numDeletedRows: bigint } | undefined>
}) => Number((await query.executeTakeFirst())?.numDeletedRows ?? 0n)
