import type { Ctx, Tx } from '#platform/context.ts'

export const find = (ctx: Ctx, id: string) => notRemoved(ctx).where('id', '=', id).executeTakeFirst()
export type Person = NonNullable<Awaited<ReturnType<typeof find>>>

export const findByEmail = (ctx: Ctx, email: string) =>
  notRemoved(ctx).where('email', '=', email).executeTakeFirst()

export const lock = (ctx: Tx, id: string) =>
  notRemoved(ctx).where('id', '=', id).forUpdate().executeTakeFirst()

/** Whoever was removed stays as the author of what they did, and is found by nobody who looks for a person. */
const notRemoved = ({ db }: Ctx) => db.selectFrom('people').selectAll().where('state', '<>', 'removed')

export type PersonChange = {
  name?: string | undefined
  email?: string | undefined
  role?: string | undefined
  state?: 'active' | 'removed' | undefined
  capacity?: number | undefined
  locale?: string | undefined
  theme?: string | undefined
  welcomed_at?: Date | undefined
  password_hash?: string | undefined
  password_changed_at?: Date | undefined
}

/** What is undefined stays as it is. */
export const update = ({ db, now }: Ctx, id: string, change: PersonChange) =>
  db
    .updateTable('people')
    .set({ ...change, updated_at: now() })
    .where('id', '=', id)
    .execute()

/** Only in place of the hash that was verified: the password may have been changed at the same moment. */
export const replaceHash = ({ db }: Ctx, id: string, old: string, renewed: string) =>
  db
    .updateTable('people')
    .set({ password_hash: renewed })
    .where('id', '=', id)
    .where('password_hash', '=', old)
    .execute()

const mostCalled = 200

/** The people and API keys whose name has these words in it. */
export async function idsCalled({ db }: Ctx, words: string): Promise<string[]> {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const people = db.selectFrom('people').select('id').where('name', 'ilike', pattern)
  const keys = db.selectFrom('api_keys').select('id').where('name', 'ilike', pattern)
  const rows = await people.unionAll(keys).limit(mostCalled).execute()
  return rows.map(({ id }) => id)
}

/** What these people and API keys are called today; what is no id of any is left out. */
export async function namesOf({ db }: Ctx, ids: string[]): Promise<Map<string, string>> {
  const uuids = ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
  if (uuids.length === 0) return new Map()
  const people = db.selectFrom('people').select(['id', 'name']).where('id', 'in', uuids)
  const keys = db.selectFrom('api_keys').select(['id', 'name']).where('id', 'in', uuids)
  const rows = await people.unionAll(keys).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
