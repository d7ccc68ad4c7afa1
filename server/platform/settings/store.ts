import type { Ctx, Tx } from '#platform/context.ts'

type Stored = Record<string, unknown>

export async function find({ db }: Ctx, name: string): Promise<Stored> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return asObject(row?.value)
}

/** Also where the group was never changed: two first changes at once must see each other. */
export async function lock({ db, now }: Tx, name: string): Promise<Stored> {
  await db
    .insertInto('settings')
    .values({ name, value: '{}', updated_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return asObject(row.value)
}

export async function save({ db, now }: Tx, name: string, value: object): Promise<void> {
  await db
    .updateTable('settings')
    .set({ value: JSON.stringify(value), updated_at: now() })
    .where('name', '=', name)
    .execute()
}

const asObject = (value: unknown): Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
