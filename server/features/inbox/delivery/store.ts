import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { ProviderError } from '../../../channels/channel.ts'
import type { Progress } from './status.ts'
import type { Reported } from './statuses.ts'

export type Reportable = {
  id: string
  conversation_id: string
  number_id: string
  provider_id: string | null
  status: string
  sending_at: Date | null
  sent_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  failed_at: Date | null
  error: ProviderError | null
}

const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** In the order of their ids, as whoever locks several messages does. */
export async function lockReported({ db }: Tx, reports: readonly Reported[]): Promise<Reportable[]> {
  const ours = reports.flatMap(({ ours }) => (ours !== null && isUuid.test(ours) ? [ours] : []))
  const { rows } = await sql<Reportable>`
    select id, conversation_id, number_id, provider_id, status, sending_at, sent_at, delivered_at, read_at, failed_at, error
    from messages where direction = 'out' and id in (
      select unnest(${ours}::uuid[])
      union all
      select m.id from unnest(${reports.map(({ numberId }) => numberId)}::uuid[], ${reports.map(({ providerId }) => providerId)}::text[])
        as given(number_id, provider_id)
      join messages m on m.number_id = given.number_id and m.provider_id = given.provider_id)
    order by id for no key update`.execute(db)
  return rows
}

type Change = { row: Reportable; progress: Progress; providerId: string }

export async function saveProgress({ db }: Tx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ row, progress, providerId }) => ({
    id: row.id,
    provider_id: row.provider_id ?? providerId,
    status: progress.status,
    sent_at: progress.sentAt,
    delivered_at: progress.deliveredAt,
    read_at: progress.readAt,
    failed_at: progress.failedAt,
    error: progress.error,
  }))
  await sql`
    update messages m set provider_id = p.provider_id, status = p.status, sent_at = p.sent_at,
      delivered_at = p.delivered_at, read_at = p.read_at, failed_at = p.failed_at, error = p.error
    from json_to_recordset(${JSON.stringify(rows)}::json) as p(id uuid, provider_id text, status text, sent_at timestamptz,
      delivered_at timestamptz, read_at timestamptz, failed_at timestamptz, error jsonb)
    where m.id = p.id`.execute(db)
}

export async function keepWaiting({ db, now }: Tx, early: readonly Reported[]): Promise<void> {
  if (early.length === 0) return
  const rows = early.map(({ numberId, providerId, status, at, error }) => ({
    id: newId(),
    number_id: numberId,
    provider_id: providerId,
    status,
    at,
    error: JSON.stringify(error),
    created_at: now(),
  }))
  await db
    .insertInto('waiting_statuses')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['number_id', 'provider_id', 'status']).doNothing())
    .execute()
}

export type Waited = {
  number_id: string
  provider_id: string
  status: string
  at: Date
  error: ProviderError | null
}

/** What waited for these messages, which does not wait any longer. */
export async function takeWaiting(
  { db }: Tx,
  messages: readonly { numberId: string; providerId: string }[],
): Promise<Waited[]> {
  const { rows } = await sql<Waited>`
    delete from waiting_statuses w
    using unnest(${messages.map(({ numberId }) => numberId)}::uuid[], ${messages.map(({ providerId }) => providerId)}::text[])
      as given(number_id, provider_id)
    where w.number_id = given.number_id and w.provider_id = given.provider_id
    returning w.number_id, w.provider_id, w.status, w.at, w.error`.execute(db)
  return rows
}

/** A status whose message never came was of something that another program sent. */
export const dropWaitingBefore = ({ db }: Ctx, before: Date) =>
  db.deleteFrom('waiting_statuses').where('created_at', '<', before).execute()
