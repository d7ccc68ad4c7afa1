import type { Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'

/** A request that carries an Idempotency-Key, while it is being carried out. */
export type IdempotencyClaim = {
  owner: string
  key: string
  /** Tells this holder of the key from a later one, who took it over because this one seemed to be dead. */
  claimedAt: Date
}

/**
 * Marks the claim in the request's own transaction: from then on the act is never carried out a second time.
 * A request that was slow enough for another to take its key over must not commit as well.
 */
export async function settleClaim({ db, idempotencyClaim }: Tx): Promise<void> {
  if (!idempotencyClaim) return
  const { owner, key, claimedAt } = idempotencyClaim
  const settled = await db
    .updateTable('idempotency_keys')
    .set({ state: 'done' })
    .where('owner', '=', owner)
    .where('key', '=', key)
    .where('claimed_at', '=', claimedAt)
    .executeTakeFirst()
  if (settled.numUpdatedRows === 0n)
    throw conflict('in_progress', 'Another request with this Idempotency-Key has taken over.')
}
