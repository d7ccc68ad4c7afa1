import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

export const receivers = ({ db }: Ctx) =>
  db.selectFrom('webhook_endpoints').select(['id', 'failures']).where('state', '=', 'active').execute()

export type Claimed = {
  id: string
  endpointId: string
  url: string
  sealedSecret: string
  sealedPayload: string
  attempts: number
}

/**
 * Takes what is due, so much for each endpoint. Whoever takes it moves its time: nobody else does before then, and
 * when the process dies with it, it is due again.
 */
export async function claim(
  { db, now }: Ctx,
  room: ReadonlyArray<{ endpointId: string; free: number }>,
  until: Date,
): Promise<Claimed[]> {
  // An array, because the planner takes a limit that it does not know for a tenth of the table, and reads all of it.
  const { rows } = await sql<Claimed>`
    update webhook_deliveries delivery set next_at = ${until}
    from webhook_endpoints endpoint
    where endpoint.id = delivery.endpoint_id and delivery.id = any (array(
      select due.id from unnest(
        ${room.map(({ endpointId }) => endpointId)}::uuid[], ${room.map(({ free }) => free)}::int[])
        as room(endpoint_id, free)
      cross join lateral (
        select id from webhook_deliveries
        where endpoint_id = room.endpoint_id and state = 'waiting' and next_at <= ${now()}
        order by next_at, id limit room.free for update skip locked) due))
    returning delivery.id, endpoint.id as "endpointId", endpoint.url, endpoint.secret_encrypted as "sealedSecret",
      delivery.payload_encrypted as "sealedPayload", delivery.attempts`.execute(db)
  return rows
}

export type Settled = {
  id: string
  state: string
  attempts: number
  status: number | null
  error: string | null
  next_at: Date | null
}

export async function settle({ db, now }: Ctx, settled: readonly Settled[]): Promise<void> {
  await sql`
    update webhook_deliveries delivery set state = result.state, attempts = result.attempts,
      status = result.status, error = result.error, next_at = result.next_at,
      settled_at = case when result.state = 'waiting' then null else ${now()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as result(
      id uuid, state text, attempts integer, status integer, error text, next_at timestamptz)
    where delivery.id = result.id and delivery.state = 'waiting'`.execute(db)
}

export const noteSuccess = ({ db }: Ctx, endpointIds: string[]) =>
  db
    .updateTable('webhook_endpoints')
    .set({ failures: 0, failing_since: null })
    .where('id', 'in', endpointIds)
    .where('failing_since', 'is not', null)
    .execute()

/** Answers since when it has been failing. */
export const noteFailures = ({ db, now }: Ctx, endpointId: string, times: number) =>
  db
    .updateTable('webhook_endpoints')
    .set((eb) => ({
      failures: eb('failures', '+', times),
      failing_since: eb.fn.coalesce('failing_since', eb.val(now())),
    }))
    .where('id', '=', endpointId)
    .where('state', '=', 'active')
    .returning('failing_since')
    .executeTakeFirst()

/** Whether it was not stopped already. */
export async function stop({ db, now }: Ctx, endpointId: string): Promise<boolean> {
  const stopped = await db
    .updateTable('webhook_endpoints')
    .set({ state: 'failing', updated_at: now() })
    .where('id', '=', endpointId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return stopped.numUpdatedRows > 0n
}
