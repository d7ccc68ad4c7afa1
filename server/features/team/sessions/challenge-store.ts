import type { Ctx, Tx } from '#platform/context.ts'

/** A challenge stands between the password and the second factor: a session that is not open yet. */
export type NewChallenge = { token_hash: Buffer; person_id: string; expires_at: Date }

export const insert = ({ db }: Ctx, challenge: NewChallenge) =>
  db.insertInto('sign_in_challenges').values(challenge).execute()

export const find = ({ db, now }: Ctx, tokenHash: Buffer) =>
  db
    .selectFrom('sign_in_challenges as c')
    .innerJoin('people as p', 'p.id', 'c.person_id')
    .select(['p.id', 'p.email', 'p.password_hash'])
    .where('c.token_hash', '=', tokenHash)
    .where('c.expires_at', '>', now())
    .where('p.state', '=', 'active')
    .executeTakeFirst()

/** With the one that is counted here, one after another; undefined when the challenge is over. */
export async function countAttempts({ db, now }: Tx, tokenHash: Buffer): Promise<number | undefined> {
  const row = await db
    .updateTable('sign_in_challenges')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now())
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts
}

export const removeAllOf = ({ db }: Ctx, personId: string) =>
  db.deleteFrom('sign_in_challenges').where('person_id', '=', personId).execute()

export async function removeOld({ db, now }: Ctx, limit: number): Promise<number> {
  const gone = await db
    .deleteFrom('sign_in_challenges')
    .where('token_hash', 'in', (eb) =>
      eb.selectFrom('sign_in_challenges').select('token_hash').where('expires_at', '<', now()).limit(limit),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
