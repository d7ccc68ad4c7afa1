import { sql } from 'kysely'
import type { DeliveryState } from '#contract/webhooks.ts'
import type { Ctx } from '#platform/context.ts'

/** Newest first. One row more than asked for tells that there is a next page. */
export const list = (
  { db }: Ctx,
  endpointId: string,
  page: { limit: number; afterId: string | undefined; state: DeliveryState | undefined },
) =>
  db
    .selectFrom('webhook_deliveries')
    .select(['id', 'event_id', 'event_name', 'state', 'attempts', 'next_at', 'status', 'error'])
    .select(['created_at', 'settled_at'])
    .where('endpoint_id', '=', endpointId)
    .$if(page.state !== undefined, (query) => query.where('state', '=', page.state ?? ''))
    .$if(page.afterId !== undefined, (query) => query.where('id', '<', page.afterId ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
export type DeliveryRow = Awaited<ReturnType<typeof list>>[number]

/** As if it had never been tried; the id, and with it the `webhook-id`, stays. */
export async function sendAgain({ db, now }: Ctx, endpointId: string, id: string): Promise<boolean> {
  const found = await db
    .updateTable('webhook_deliveries')
    .set({ state: 'waiting', attempts: 0, next_at: now(), status: null, error: null, settled_at: null })
    .where('id', '=', id)
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst()
  return found.numUpdatedRows > 0n
}

/** The id of the first event from then on, if anything has happened since. */
export async function firstSince({ db }: Ctx, since: Date): Promise<string | undefined> {
  const first = await db
    .selectFrom('events')
    .select('id')
    .where('at', '>=', since)
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return first?.id
}

/** Old ones, and those of endpoints that were removed. */
export async function remove({ db }: Ctx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from webhook_deliveries where id in (
      (select id from webhook_deliveries where created_at < ${before} order by created_at limit ${limit})
      union all
      (select d.id from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
       where e.state = 'removed' limit ${limit}))
    returning id`.execute(db)
  return rows.length
}

export const removeEmptyEndpoints = ({ db }: Ctx) =>
  db
    .deleteFrom('webhook_endpoints as e')
    .where('e.state', '=', 'removed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('webhook_deliveries as d').select('d.id').whereRef('d.endpoint_id', '=', 'e.id')),
      ),
    )
    .execute()
