import { type Selectable, sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import type { IdempotencyClaim } from '#platform/http/idempotency-claim.ts'
import type { IdempotencyKeys } from '#platform/schema.ts'

export type IdempotencyKey = Selectable<IdempotencyKeys>

/**
 * Takes the key for this request: a new one, or one whose request was cut off before it committed anything.
 * False when somebody else has it.
 */
export async function claimKey(
  { db }: Pick<Ctx, 'db'>,
  { owner, key, claimedAt }: IdempotencyClaim,
  requestHash: Buffer,
  abandonedBefore: Date,
): Promise<boolean> {
  const row = await db
    .insertInto('idempotency_keys')
    .values({ owner, key, request_hash: requestHash, state: 'claimed', claimed_at: claimedAt })
    .onConflict((conflict) =>
      conflict
        .columns(['owner', 'key'])
        .doUpdateSet({ claimed_at: claimedAt })
        .where('idempotency_keys.state', '=', 'claimed')
        .where('idempotency_keys.claimed_at', '<', abandonedBefore)
        .where('idempotency_keys.request_hash', '=', requestHash),
    )
    .returning('owner')
    .executeTakeFirst()
  return row !== undefined
}

export const findKey = (
  { db }: Pick<Ctx, 'db'>,
  { owner, key }: IdempotencyClaim,
): Promise<IdempotencyKey | undefined> =>
  db
    .selectFrom('idempotency_keys')
    .where('owner', '=', owner)
    .where('key', '=', key)
    .selectAll()
    .executeTakeFirst()

/** Keeps the answer for whoever asks again, unless the key has meanwhile passed to another request. */
export const keepAnswer = (
  { db }: Pick<Ctx, 'db'>,
  { owner, key, claimedAt }: IdempotencyClaim,
  answer: { status: number; sealed: string | null } | null,
) =>
  db
    .updateTable('idempotency_keys')
    .set(
      answer
        ? { state: 'answered', status: answer.status, reply_encrypted: answer.sealed }
        : { state: 'done' },
    )
    .where('owner', '=', owner)
    .where('key', '=', key)
    .where('claimed_at', '=', claimedAt)
    .execute()

/** Gives a key back whose request came to nothing; one that committed something stays. */
export const freeKey = ({ db }: Pick<Ctx, 'db'>, { owner, key, claimedAt }: IdempotencyClaim) =>
  db
    .deleteFrom('idempotency_keys')
    .where('owner', '=', owner)
    .where('key', '=', key)
    .where('claimed_at', '=', claimedAt)
    .where('state', '=', 'claimed')
    .execute()

export async function deleteKeysBefore(
  { db }: Pick<Ctx, 'db'>,
  before: Date,
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from idempotency_keys where ctid in (
      select ctid from idempotency_keys where claimed_at < ${before} order by claimed_at limit ${limit}
      for update skip locked)`.execute(db)
  return Number(numAffectedRows ?? 0)
}
