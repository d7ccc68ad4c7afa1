import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import type { ProviderError } from '../../../channels/channel.ts'

type Doubted = { id: string; conversation_id: string; number_id: string }

export async function markUnknown({ db }: Tx, before: Date, limit: number): Promise<Doubted[]> {
  const { rows } = await sql<Doubted>`
    with doubted as (
      select id from messages where status = 'sending' and sending_at < ${before}
      order by id limit ${limit} for no key update skip locked)
    update messages m set status = 'unknown' from doubted where m.id = doubted.id
    returning m.id, m.conversation_id, m.number_id`.execute(db)
  return rows
}

/** Of those that send: each is looked for by its own index, and one message is enough. */
export async function numbersWithDue({ db, now }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select n.id from numbers n join accounts a on a.id = n.account_id
    where n.state = 'active' and a.state = 'connected' and exists (
      select from messages m
      where m.number_id = n.id and m.status = 'queued' and (m.due_at is null or m.due_at <= ${now()}))`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

export type Silent = { number_id: string; accepted: number; arrived: number }

/** Per number, what was accepted a while ago, and how much of it was heard of since. */
export async function acceptedAndHeardOf({ db }: Ctx, from: Date, to: Date): Promise<Silent[]> {
  const { rows } = await sql<Silent>`
    select number_id, count(*)::int as accepted, (count(*) filter (where delivered_at is not null or failed_at is not null))::int as arrived
    from messages where direction = 'out' and type <> 'reaction' and sent_at >= ${from} and sent_at < ${to}
    group by number_id`.execute(db)
  return rows
}

export async function numbersOf({ db }: Ctx, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('numbers')
    .select('id')
    .where('account_id', '=', accountId)
    .where('state', '<>', 'removed')
    .execute()
  return rows.map(({ id }) => id)
}

export type Unheard = {
  id: string
  number_id: string
  account_id: string
  external_id: string
  provider_id: string
}

/** Accepted in that time, and nothing heard of since. */
export async function unheardOf({ db }: Ctx, from: Date, to: Date, limit: number): Promise<Unheard[]> {
  const { rows } = await sql<Unheard>`
    select m.id, m.number_id, n.account_id, n.external_id, m.provider_id
    from messages m join numbers n on n.id = m.number_id
    where m.direction = 'out' and m.status = 'sent' and m.sent_at >= ${from} and m.sent_at < ${to}
      and m.provider_id is not null and m.type <> 'reaction' and n.state <> 'removed'
    order by m.sent_at limit ${limit}`.execute(db)
  return rows
}

/** Nothing can be sent from that number any more, unless it has come back meanwhile. */
export async function failQueued(
  { db, now }: Tx,
  numberId: string,
  error: ProviderError,
  limit: number,
): Promise<Doubted[]> {
  const { rows } = await sql<Doubted>`
    with queued as (
      select id from messages where number_id = ${numberId} and status = 'queued'
        and exists (select from numbers where id = ${numberId} and state = 'removed')
      order by id limit ${limit} for no key update)
    update messages m set status = 'failed', failed_at = ${now()}, error = ${JSON.stringify(error)}::jsonb
    from queued where m.id = queued.id returning m.id, m.conversation_id, m.number_id`.execute(db)
  return rows
}
