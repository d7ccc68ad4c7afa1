import { sql, type Updateable } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import type { WebhookEndpoints } from '#platform/schema.ts'

export type NewEndpoint = {
  id: string
  url: string
  description: string | null
  events: string[]
  secret_encrypted: string
  created_by: string | null
}

/** From now on: what has happened before is asked for with a replay. */
export const insert = ({ db, now }: Ctx, endpoint: NewEndpoint) =>
  db
    .insertInto('webhook_endpoints')
    .values({
      ...endpoint,
      cursor: sql<string>`(select coalesce(max(id), 0) from events)`,
      created_at: now(),
      updated_at: now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
export type EndpointRow = Awaited<ReturnType<typeof insert>>

/** Newest first. One row more than asked for tells that there is a next page. */
export const list = ({ db }: Ctx, page: { limit: number; afterId: string | undefined }) =>
  db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('state', '<>', 'removed')
    .$if(page.afterId !== undefined, (query) => query.where('id', '<', page.afterId ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()

export const find = ({ db }: Ctx, id: string) =>
  db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .executeTakeFirst()

export const lock = ({ db }: Ctx, id: string) =>
  db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .forUpdate()
    .executeTakeFirst()

export const update = ({ db, now }: Ctx, id: string, change: Updateable<WebhookEndpoints>) =>
  db
    .updateTable('webhook_endpoints')
    .set({ ...change, updated_at: now() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export async function count({ db }: Ctx): Promise<number> {
  const { total } = await db
    .selectFrom('webhook_endpoints')
    .where('state', '<>', 'removed')
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}
