import type { Insertable, Selectable } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import type { DB } from '#platform/schema.ts'
import { type Reach, whereReached } from '../conversations/reach.ts'

export type MediaRow = Selectable<DB['media']>

export const findMany = ({ db }: Ctx, ids: readonly string[]): Promise<MediaRow[]> =>
  db.selectFrom('media').selectAll().where('id', 'in', ids).execute()

/** Who asks for a file: what they reach, and what they brought themselves and have not sent yet. */
export type Viewer = { reach: Reach; personId: string | null; isProgram: boolean }

/** Undefined also for what is in no conversation that the viewer reaches. */
export const findVisible = ({ db }: Ctx, id: string, viewer: Viewer): Promise<MediaRow | undefined> =>
  db
    .selectFrom('media as f')
    .selectAll('f')
    .where('f.id', '=', id)
    .where((eb) =>
      eb.or([
        eb.lit(viewer.reach.all),
        ...(viewer.personId === null ? [] : [eb('f.uploaded_by', '=', viewer.personId)]),
        // What a program brought is for programs until it is sent.
        eb.and([eb.lit(viewer.isProgram), eb('f.direction', '=', 'out'), eb('f.uploaded_by', 'is', null)]),
        eb.exists(
          eb
            .selectFrom('messages as m')
            .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
            .select('m.id')
            .whereRef('m.media_id', '=', 'f.id')
            .where(whereReached(viewer.reach)),
        ),
      ]),
    )
    .executeTakeFirst()

export const insert = ({ db }: Tx, row: Insertable<DB['media']>): Promise<MediaRow> =>
  db.insertInto('media').values(row).returningAll().executeTakeFirstOrThrow()

export const findWaiting = ({ db }: Ctx, id: string): Promise<MediaRow | undefined> =>
  db.selectFrom('media').selectAll().where('id', '=', id).where('state', '=', 'waiting').executeTakeFirst()

export type Settlement = Partial<
  Pick<
    Insertable<DB['media']>,
    'type' | 'size' | 'hash' | 'thumbnail_hash' | 'width' | 'height' | 'seconds' | 'trouble' | 'stored_at'
  >
> & { state: 'stored' | 'failed' }

/** False when somebody settled it already. */
export async function settle({ db }: Tx, id: string, settlement: Settlement): Promise<boolean> {
  const settled = await db
    .updateTable('media')
    .set(settlement)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return settled.numUpdatedRows > 0n
}

const mostMessages = 50

/** The messages that show it. */
export const messagesWith = ({ db }: Ctx, mediaId: string) =>
  db
    .selectFrom('messages')
    .select(['id', 'conversation_id'])
    .where('media_id', '=', mediaId)
    .orderBy('id')
    .limit(mostMessages)
    .execute()

/** Whether anything is kept under this hash: as a file or as the small picture of one. */
export async function isKept({ db }: Ctx, hash: string): Promise<boolean> {
  const files = db.selectFrom('media').select('id').where('hash', '=', hash)
  const thumbnails = db.selectFrom('media').select('id').where('thumbnail_hash', '=', hash)
  return (await files.unionAll(thumbnails).limit(1).execute()).length > 0
}
