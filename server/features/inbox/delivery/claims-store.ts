import { sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'

/** One message on its way, with what sending it takes. */
export type Claimed = {
  id: string
  conversation_id: string
  number_id: string
  type: string
  text: string | null
  content: Record<string, unknown>
  media_id: string | null
  reply_to_provider_id: string | null
  attempts: number
  backoff: number
  recipient: { waId?: string; userId?: string; parentUserId?: string }
  phone: string | null
  window_expires_at: Date | null
}

export const burst = 45
const secondsPerMessage = 6

// What the provider does not want before tomorrow must not hold up what is said today.
const putOff = (at: Date): Date => new Date(at.getTime() + 10 * 60_000)

/** Locks the pace of the number: who claims for it takes turns. Answers with when it may send next. */
export async function lockPace({ db, now }: Tx, numberId: string): Promise<Date> {
  const { rows } = await sql<{ next_at: Date }>`
    insert into number_paces as p (number_id, next_at) values (${numberId}, ${now()})
    on conflict (number_id) do update set next_at = p.next_at returning next_at`.execute(db)
  const [row] = rows
  if (!row) throw new Error('A number has no pace.')
  return row.next_at
}

export const setPace = ({ db }: Tx, numberId: string, nextAt: Date) =>
  db.updateTable('number_paces').set({ next_at: nextAt }).where('number_id', '=', numberId).execute()

/**
 * The next messages that may go: of each conversation the first that is not settled, nobody before the provider wants
 * to hear of them again, and no more to one person than the pair may bear. Their conversations are locked in passing.
 */
export async function lockNext({ db, now }: Tx, numberId: string, limit: number): Promise<Claimed[]> {
  const at = now()
  const { rows } = await sql<Claimed>`
    select m.id, m.conversation_id, m.number_id, m.type, m.text, m.content, m.media_id, m.reply_to_provider_id, m.attempts,
      c.backoff, c.recipient, p.phone, c.window_expires_at
    from messages m
    join conversations c on c.id = m.conversation_id
    join contacts p on p.id = c.contact_id
    where m.number_id = ${numberId} and m.status = 'queued' and (m.due_at is null or m.due_at <= ${at})
      and (c.send_after is null or c.send_after <= ${at})
      and least(${burst}::real, c.burst + coalesce(extract(epoch from ${at}::timestamptz - c.burst_at) / ${secondsPerMessage}::real, 0)) >= 1
      and not exists (
        select from messages earlier where earlier.conversation_id = m.conversation_id
          and earlier.status in ('queued', 'sending') and earlier.id < m.id
          and (earlier.due_at is null or earlier.due_at < ${putOff(at)}))
    order by m.id limit ${limit}
    for no key update of m, c skip locked`.execute(db)
  return rows
}

export async function markSending({ db, now }: Tx, claimed: readonly Claimed[]): Promise<void> {
  const at = now()
  await sql`
    update messages set status = 'sending', sending_at = ${at}, attempts = attempts + 1
    where id = any(${claimed.map(({ id }) => id)}::uuid[])`.execute(db)
  await sql`
    update conversations set burst_at = ${at}, burst = -1 +
      least(${burst}::real, burst + coalesce(extract(epoch from ${at}::timestamptz - burst_at) / ${secondsPerMessage}::real, 0))
    where id = any(${claimed.map(({ conversation_id }) => conversation_id)}::uuid[])`.execute(db)
}

/**
 * When the first of those that wait now may go: null when nothing waits that time alone could free. What a stopped
 * number has waits for the event that says it goes on.
 */
export async function nextDue({ db, now }: Ctx, numberId: string): Promise<Date | null> {
  const { rows } = await sql<{ due: Date | null }>`
    select min(greatest(m.due_at, c.send_after, ${now()}::timestamptz,
      (select next_at from number_paces p where p.number_id = m.number_id),
      case when c.burst < 1 then c.burst_at + (1 - c.burst) * ${secondsPerMessage}::real * interval '1 second' end)) as due
    from messages m join conversations c on c.id = m.conversation_id
    where m.number_id = ${numberId} and m.status = 'queued'
      and exists (${sending(numberId)})
      and not exists (
        select from messages earlier where earlier.conversation_id = m.conversation_id
          and earlier.status in ('queued', 'sending') and earlier.id < m.id
          and (earlier.due_at is null or earlier.due_at < ${putOff(now())}))`.execute(db)
  return rows[0]?.due ?? null
}

/** As the accounts know it now: what is remembered of a number may be two seconds old. */
const sending = (numberId: string) => sql`
  select from numbers n join accounts a on a.id = n.account_id
  where n.id = ${numberId} and n.state = 'active' and a.state = 'connected'`

/** Begins the sending anew after what came before it; false when it is not this attempt's any more. */
export async function stillSending({ db, now }: Ctx, { id, attempts }: Claimed): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('messages')
    .set({ status: 'sending', sending_at: now() })
    .where('id', '=', id)
    .where('status', 'in', ['sending', 'unknown'])
    .where('attempts', '=', attempts + 1)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
