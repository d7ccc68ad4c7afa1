import { sql } from 'kysely'
import type { Presence } from '#contract/team.ts'
import type { Ctx } from '#platform/context.ts'

export const insertConnection = ({ db, now }: Ctx, id: string, personId: string) =>
  db.insertInto('presence_connections').values({ id, person_id: personId, seen_at: now() }).execute()

export async function touchConnection({ db, now }: Ctx, id: string, personId: string): Promise<boolean> {
  const touched = await db
    .updateTable('presence_connections')
    .set({ seen_at: now() })
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return touched.numUpdatedRows > 0n
}

export const removeConnection = ({ db }: Ctx, id: string) =>
  db.deleteFrom('presence_connections').where('id', '=', id).returning('person_id').executeTakeFirst()

export const removeConnectionsOf = ({ db }: Ctx, personId: string) =>
  db.deleteFrom('presence_connections').where('person_id', '=', personId).execute()

export async function removeStaleConnections({ db }: Ctx, before: Date, limit: number): Promise<number> {
  const gone = await db
    .deleteFrom('presence_connections')
    .where('id', 'in', (eb) =>
      eb.selectFrom('presence_connections').select('id').where('seen_at', '<', before).limit(limit),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

export const hasConnection = async ({ db }: Ctx, personId: string): Promise<boolean> =>
  !!(await db
    .selectFrom('presence_connections')
    .select('id')
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst())

/** Undefined when the person already was. */
export const setPresence = ({ db, now }: Ctx, personId: string, presence: Presence) =>
  db
    .updateTable('people')
    .set({ presence, presence_changed_at: now() })
    .where('id', '=', personId)
    .where('presence', '<>', presence)
    .returning('id')
    .executeTakeFirst()

export const setLapse = ({ db }: Ctx, personId: string, until: Date | null) =>
  db.updateTable('people').set({ presence_until: until }).where('id', '=', personId).execute()

/** Everybody who counts as here, has no socket left and no time left: offline from now on. */
export const lapse = ({ db, now }: Ctx, limit: number, personId?: string) =>
  db
    .updateTable('people')
    .set({ presence: 'offline', presence_changed_at: now(), presence_until: null })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('people as p')
        .select('p.id')
        .where('p.presence', '<>', 'offline')
        .where(sql<boolean>`coalesce(p.presence_until, '-infinity') <= ${now()}`)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('presence_connections as c').select('c.id').whereRef('c.person_id', '=', 'p.id'),
            ),
          ),
        )
        .$if(personId !== undefined, (query) => query.where('p.id', '=', personId ?? ''))
        .limit(limit)
        .forUpdate('p')
        .skipLocked(),
    )
    .returning('id')
    .execute()
