import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { ProviderError } from '../../../channels/channel.ts'

/** In the order of their ids, as whoever locks several messages does. */
export const lockMessages = ({ db }: Tx, ids: readonly string[]) =>
  sql`select from messages where id = any(${ids}::uuid[]) order by id for no key update`.execute(db)

export async function lockConversations({ db }: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`select from conversations where id = any(${ids}::uuid[]) order by id for no key update`.execute(
    db,
  )
}

type Accepted = { id: string; at: Date; provider_id: string }
type Moved = { id: string; conversation_id: string; status: string }

/** A status may have been faster than the answer: then it is further already, and only its id is new. */
export async function markSent({ db }: Tx, accepted: readonly Accepted[]): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    update messages m set provider_id = coalesce(m.provider_id, a.provider_id), error = null,
      sent_at = coalesce(m.sent_at, a.at),
      status = case when m.status in ('sending', 'unknown', 'queued') then 'sent' else m.status end
    from json_to_recordset(${JSON.stringify(accepted)}::json) as a(id uuid, at timestamptz, provider_id text)
    where m.id = a.id returning m.id, m.conversation_id, m.status`.execute(db)
  return rows
}

type Held = { id: string; conversation_id: string; number_id: string; due_at: Date; error: ProviderError }

export async function requeue({ db }: Tx, rows: readonly Held[]): Promise<void> {
  await sql`
    update messages m set status = 'queued', due_at = r.due_at, error = r.error, sending_at = null
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, due_at timestamptz, error jsonb)
    where m.id = r.id and m.status = 'sending'`.execute(db)
}

export async function holdPeople({ db }: Tx, rows: readonly Held[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update conversations c set send_after = greatest(c.send_after, r.due_at), backoff = c.backoff + 1
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(conversation_id uuid, due_at timestamptz)
    where c.id = r.conversation_id`.execute(db)
}

/** The next time that the provider asks to wait begins with a short wait again. */
export async function endBackoff({ db }: Tx, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  await sql`update conversations set backoff = 0 where id = any(${conversationIds}::uuid[])`.execute(db)
}

export async function holdNumbers({ db }: Tx, rows: readonly Held[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update number_paces p set next_at = greatest(p.next_at, r.due_at)
    from (select number_id, max(due_at) as due_at
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(number_id uuid, due_at timestamptz) group by number_id) r
    where p.number_id = r.number_id`.execute(db)
}

type Failed = { id: string; error: ProviderError }

export async function fail({ db, now }: Tx, rows: readonly Failed[]): Promise<void> {
  await sql`
    update messages m set status = 'failed', failed_at = ${now()}, error = r.error
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, error jsonb)
    where m.id = r.id and m.status in ('queued', 'sending')`.execute(db)
}

export async function noteDoubt({ db }: Tx, rows: readonly Failed[]): Promise<void> {
  await sql`
    update messages m set error = r.error
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, error jsonb)
    where m.id = r.id and m.status = 'sending'`.execute(db)
}

export async function accountOf({ db }: Tx, numberId: string): Promise<string> {
  const row = await db
    .selectFrom('numbers')
    .select('account_id')
    .where('id', '=', numberId)
    .executeTakeFirstOrThrow()
  return row.account_id
}
