import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import type { Payload } from './payload.ts'

/** Whoever is to hear of what happens, and how far they were told. */
export const followers = ({ db }: Ctx) =>
  db
    .selectFrom('webhook_endpoints')
    .select(['id', 'events', 'cursor'])
    .where('state', '=', 'active')
    .orderBy('id')
    .execute()
export type Follower = Awaited<ReturnType<typeof followers>>[number]

/** Those that still stand where they stood. Whoever was paused, or taken further by another process, is left out. */
export async function advance({ db }: Ctx, ids: string[], from: string, to: string): Promise<string[]> {
  const rows = await db
    .updateTable('webhook_endpoints')
    .set({ cursor: to })
    .where('id', 'in', ids)
    .where('state', '=', 'active')
    .where('cursor', '=', from)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export type NewDelivery = { id: string; endpoint: string; event: string }

/** What is there already stays as it is, since a slow transaction makes us read the same events again. */
export async function insert(
  { db, now }: Ctx,
  deliveries: readonly NewDelivery[],
  payloads: readonly Payload[],
): Promise<void> {
  await sql`${rowsOf(deliveries, payloads, now())} on conflict (endpoint_id, event_id) do nothing`.execute(db)
}

/** The same, but what is there already is sent once more. */
export async function insertAgain(
  { db, now }: Ctx,
  deliveries: readonly NewDelivery[],
  payloads: readonly Payload[],
): Promise<void> {
  await sql`${rowsOf(deliveries, payloads, now())} on conflict (endpoint_id, event_id) do update set
    state = 'waiting', attempts = 0, status = null, error = null, settled_at = null,
    payload_encrypted = excluded.payload_encrypted, next_at = excluded.next_at`.execute(db)
}

const rowsOf = (deliveries: readonly NewDelivery[], payloads: readonly Payload[], at: Date) => sql`
  insert into webhook_deliveries
    (id, endpoint_id, event_id, event_name, payload_encrypted, state, next_at, created_at)
  select delivery.id, delivery.endpoint, payload.event, payload.name, payload.sealed, 'waiting', ${at}, ${at}
  from unnest(
    ${deliveries.map(({ id }) => id)}::uuid[], ${deliveries.map(({ endpoint }) => endpoint)}::uuid[],
    ${deliveries.map(({ event }) => event)}::bigint[]) as delivery(id, endpoint, event)
  join unnest(
    ${payloads.map(({ eventId }) => eventId)}::bigint[], ${payloads.map(({ name }) => name)}::text[],
    ${payloads.map(({ sealed }) => sealed)}::text[]) as payload(event, name, sealed) using (event)`

export async function isSomethingDue({ db, now }: Ctx): Promise<boolean> {
  const found = await db
    .selectFrom('webhook_endpoints as e')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('webhook_deliveries as d')
          .select('d.id')
          .whereRef('d.endpoint_id', '=', 'e.id')
          .where('d.state', '=', 'waiting')
          .where('d.next_at', '<=', now())
          .limit(1)
          .as('due'),
      (join) => join.onTrue(),
    )
    .select('due.id')
    .where('e.state', '=', 'active')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
