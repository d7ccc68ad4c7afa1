import type { Ctx } from '#platform/context.ts'

/** Not in force before it is confirmed. */
export const setSecret = ({ db, now }: Ctx, personId: string, sealed: string) =>
  db
    .updateTable('people')
    .set({ totp_secret_encrypted: sealed, totp_last_step: null, updated_at: now() })
    .where('id', '=', personId)
    .where('totp_enabled_at', 'is', null)
    .execute()

export const enable = ({ db, now }: Ctx, personId: string, step: number) =>
  db
    .updateTable('people')
    .set({ totp_enabled_at: now(), totp_last_step: step, updated_at: now() })
    .where('id', '=', personId)
    .execute()

export const setLastStep = ({ db }: Ctx, personId: string, step: number) =>
  db.updateTable('people').set({ totp_last_step: step }).where('id', '=', personId).execute()

export async function disable({ db, now }: Ctx, personId: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ totp_secret_encrypted: null, totp_enabled_at: null, totp_last_step: null, updated_at: now() })
    .where('id', '=', personId)
    .execute()
  await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute()
}

export async function replaceRecoveryCodes({ db }: Ctx, personId: string, hashes: Buffer[]): Promise<void> {
  await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute()
  await db
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ person_id: personId, code_hash })))
    .execute()
}

export async function spendRecoveryCode({ db, now }: Ctx, personId: string, hash: Buffer): Promise<boolean> {
  const spent = await db
    .updateTable('recovery_codes')
    .set({ used_at: now() })
    .where('person_id', '=', personId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return spent.numUpdatedRows > 0n
}
