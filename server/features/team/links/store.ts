import type { LinkPurpose } from '#contract/team.ts'
import type { Ctx, Tx } from '#platform/context.ts'

export type NewLink = {
  id: string
  token_hash: Buffer
  person_id: string
  purpose: LinkPurpose
  created_by: string | null
  expires_at: Date
}

export const insert = ({ db, now }: Ctx, link: NewLink) =>
  db
    .insertInto('one_time_links')
    .values({ ...link, created_at: now() })
    .execute()

export const findUsable = (ctx: Ctx, tokenHash: Buffer) => usable(ctx, tokenHash).executeTakeFirst()
export type UsableLink = NonNullable<Awaited<ReturnType<typeof findUsable>>>

/** Two who follow the same link take turns, and the second finds it used. */
export const lockUsable = (ctx: Tx, tokenHash: Buffer) =>
  usable(ctx, tokenHash).forUpdate('l').executeTakeFirst()

const usable = ({ db, now }: Ctx, tokenHash: Buffer) =>
  db
    .selectFrom('one_time_links as l')
    .innerJoin('people as p', 'p.id', 'l.person_id')
    .select(['l.id', 'l.purpose', 'l.expires_at', 'l.person_id', 'p.name', 'p.email', 'p.locale'])
    .where('l.token_hash', '=', tokenHash)
    .where('l.used_at', 'is', null)
    .where('l.expires_at', '>', now())
    .where('p.state', '<>', 'removed')

export const markUsed = ({ db, now }: Ctx, id: string) =>
  db.updateTable('one_time_links').set({ used_at: now() }).where('id', '=', id).execute()

/** Whoever gets a new link, changes the password or leaves has no use for the old ones. */
export const removeUnused = ({ db }: Ctx, personId: string) =>
  db.deleteFrom('one_time_links').where('person_id', '=', personId).where('used_at', 'is', null).execute()

export const newestOf = ({ db }: Ctx, personId: string, purpose: LinkPurpose) =>
  db
    .selectFrom('one_time_links')
    .select(['created_at', 'created_by'])
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function removeOld({ db }: Ctx, before: Date, limit: number): Promise<number> {
  const gone = await db
    .deleteFrom('one_time_links')
    .where('id', 'in', (eb) =>
      eb.selectFrom('one_time_links').select('id').where('expires_at', '<', before).limit(limit),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
