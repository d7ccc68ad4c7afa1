import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { Content } from '../../../channels/channel.ts'
import type { Bump } from './conversations.ts'
import type { Arrival } from './messages.ts'
import type { MessageItem, Parked, Request } from './request.ts'
import type { Placed } from './sort-out.ts'

export async function insertRawEvents({ db }: Tx, requests: readonly Request[]): Promise<void> {
  if (requests.length === 0) return
  await sql`
    insert into raw_events (id, channel, body, items, parked, received_at)
    select * from unnest(${requests.map(({ id }) => id)}::uuid[], ${requests.map(({ channel }) => channel)}::text[],
      ${requests.map(({ body }) => body)}::bytea[], ${requests.map(({ items }) => items.length)}::int[],
      ${requests.map(({ unparsed }) => unparsed.length)}::int[], ${requests.map(({ receivedAt }) => receivedAt)}::timestamptz[])`.execute(
    db,
  )
}

export type KnownMessage = { key: string; id: string; type: string; conversation_id: string }

/** Which of these are there already; `key` is number and provider id with a space between. */
export async function knownMessages(
  { db }: Tx,
  messages: readonly Placed<MessageItem>[],
): Promise<KnownMessage[]> {
  if (messages.length === 0) return []
  const { rows } = await sql<KnownMessage>`
    select m.number_id::text || ' ' || m.provider_id as key, m.id, m.type, m.conversation_id
    from unnest(${messages.map(({ number }) => number.id)}::uuid[], ${messages.map(({ item }) => item.providerId)}::text[])
      as wanted(number_id, provider_id)
    join messages m on m.number_id = wanted.number_id and m.provider_id = wanted.provider_id`.execute(db)
  return rows
}

export type Arrived = { id: string; contact_id: string; number_id: string; status: string; started: boolean }

export async function upsertConversations({ db, now }: Tx, bumps: readonly Bump[]): Promise<Arrived[]> {
  const { rows } = await sql<Arrived>`
    insert into conversations as c (id, channel, number_id, contact_id, status, version, unread, last_in_at,
      window_expires_at, referral, last_message_at, last_message_id, recipient, created_at)
    select id, 'whatsapp', "numberId", "contactId", status, count, unread, "lastInAt",
      "windowExpiresAt", referral, "lastAt", "lastId", recipient, ${now()}
    from json_to_recordset(${JSON.stringify(bumps)}::json) as b(id uuid, "numberId" uuid, "contactId" uuid, status text,
      count int, unread int, "lastInAt" timestamptz, "windowExpiresAt" timestamptz, referral jsonb, "lastAt" timestamptz,
      "lastId" uuid, recipient jsonb)
    order by "contactId", "numberId"
    on conflict (contact_id, number_id) where status <> 'closed' do update set
      version = c.version + excluded.version,
      unread = c.unread + excluded.unread,
      status = case when c.status in ('bot', 'queued') and excluded.status = 'open' then 'open' else c.status end,
      last_in_at = greatest(c.last_in_at, excluded.last_in_at),
      window_expires_at = greatest(c.window_expires_at, excluded.window_expires_at),
      referral = coalesce(excluded.referral, c.referral),
      last_message_id = case when excluded.last_message_at >= c.last_message_at then excluded.last_message_id else c.last_message_id end,
      last_message_at = greatest(c.last_message_at, excluded.last_message_at),
      recipient = c.recipient || excluded.recipient
    returning c.id, c.contact_id, c.number_id, c.status, (c.xmax = 0) as started`.execute(db)
  return rows
}

/** Whether one of these contacts was merged or removed meanwhile; waits for whoever is doing that just now. */
export async function areGone({ db }: Tx, contactIds: readonly string[]): Promise<boolean> {
  if (contactIds.length === 0) return false
  const { rows } = await sql`
    with found as (
      select merged_into, removed_at from contacts where id = any(${contactIds}::uuid[]) order by id for key share)
    select from found where merged_into is not null or removed_at is not null limit 1`.execute(db)
  return rows.length > 0
}

export async function insertMedia({ db, now }: Tx, arrivals: readonly Arrival[]): Promise<void> {
  const rows = arrivals.flatMap(({ mediaId, placed: { item, number } }) => {
    const { media } = item.message
    return media && mediaId !== null
      ? [
          {
            id: mediaId,
            number_id: number.id,
            direction: item.kind === 'echo' ? 'out' : 'in',
            kind: media.kind,
            state: 'waiting',
            provider_id: media.providerId,
            provider_hash: media.hash,
            type: media.type,
            name: media.name,
            voice: media.voice,
            created_at: now(),
          },
        ]
      : []
  })
  if (rows.length > 0) await db.insertInto('media').values(rows).execute()
}

type Placing = { of: (contactId: string, numberId: string) => { id: string } }

/** How many of them were not there: another process may have landed the same a moment ago. */
export async function insertMessages(
  { db, now }: Tx,
  arrivals: readonly Arrival[],
  conversations: Placing,
): Promise<number> {
  const at = now()
  const rows = arrivals.map(({ id, contactId, mediaId, placed: { item, number } }) => {
    const { message, quoted } = item
    return {
      id,
      conversation_id: conversations.of(contactId, number.id).id,
      number_id: number.id,
      direction: item.kind === 'echo' ? 'out' : 'in',
      author: item.kind === 'echo' ? 'operator' : 'contact',
      type: message.type,
      text: message.text,
      content:
        quoted.forwarded === 'no' ? message.content : { ...message.content, forwarded: quoted.forwarded },
      media_id: mediaId,
      reply_to_provider_id: quoted.providerId,
      provider_id: item.providerId,
      status: item.kind === 'echo' ? 'sent' : 'received',
      at: item.at,
      sent_at: item.kind === 'echo' ? item.at : null,
    }
  })
  const { numAffectedRows } = await sql`
    insert into messages (id, conversation_id, number_id, direction, author, type, text, content, media_id, reply_to,
      reply_to_provider_id, provider_id, status, at, sent_at, created_at)
    select m.id, m.conversation_id, m.number_id, m.direction, m.author, m.type, m.text, m.content, m.media_id, quoted.id,
      m.reply_to_provider_id, m.provider_id, m.status, m.at, m.sent_at, ${at}
    from json_to_recordset(${JSON.stringify(rows)}::json) as m(id uuid, conversation_id uuid, number_id uuid, direction text,
      author text, type text, text text, content jsonb, media_id uuid, reply_to_provider_id text, provider_id text,
      status text, at timestamptz, sent_at timestamptz)
    left join messages quoted on m.reply_to_provider_id is not null and quoted.number_id = m.number_id
      and quoted.provider_id = m.reply_to_provider_id
    order by m.id
    on conflict (number_id, provider_id) where provider_id is not null do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export const lockByProviderId = ({ db }: Tx, numberId: string, providerId: string) =>
  db
    .selectFrom('messages')
    .select(['id', 'conversation_id', 'edited_at', 'deleted_at'])
    .where('number_id', '=', numberId)
    .where('provider_id', '=', providerId)
    .forUpdate()
    .executeTakeFirst()

/** False when it is older than what is known of this side: providers repeat themselves for days. */
export async function setReaction(
  { db }: Tx,
  id: string,
  side: 'contact' | 'operator',
  { emoji, at }: { emoji: string | null; at: Date },
): Promise<boolean> {
  const when = `${side}At`
  const { numAffectedRows } = await sql`
    update messages set reactions = (coalesce(reactions, '{}') - ${side}::text)
      || jsonb_build_object(${when}::text, ${at.toISOString()}::text)
      || case when ${emoji}::text is null then '{}' else jsonb_build_object(${side}::text, ${emoji}::text) end
    where id = ${id} and coalesce((reactions ->> ${when}::text)::timestamptz, '-infinity') <= ${at}`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0) > 0
}

export async function setContent(
  { db }: Tx,
  id: string,
  { text, content }: Content,
  at: Date,
): Promise<void> {
  await db
    .updateTable('messages')
    .set({ text, edited_at: at, content: sql`content || ${JSON.stringify(content)}::jsonb` })
    .where('id', '=', id)
    .execute()
}

export const setType = ({ db }: Tx, id: string, { type, text, content }: Content) =>
  db
    .updateTable('messages')
    .set({ type, text, content: JSON.stringify(content) })
    .where('id', '=', id)
    .execute()

/** What was taken back is not kept to be read: that it was there stays. */
export async function setDeleted({ db }: Tx, id: string, at: Date): Promise<void> {
  await db
    .updateTable('messages')
    .set({ text: null, content: '{}', media_id: null, deleted_at: at })
    .where('id', '=', id)
    .execute()
}

// As PostgreSQL can keep it, and always in one order: what comes back from there is still the same item.
const storable = (_: string, value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** The same again only counts, and takes its place among what waits for somebody. */
export async function park({ db, now }: Tx, parked: readonly Parked[]): Promise<void> {
  if (parked.length === 0) return
  const rows = new Map(
    parked.map(({ requestId, reason, kind, detail, item }) => {
      const json = JSON.stringify(item ?? null, storable)
      const item_hash = createHash('sha256').update(kind).update(json).digest('hex')
      return [item_hash, { id: newId(), raw_event_id: requestId, reason, kind, detail, json, item_hash }]
    }),
  )
  await sql`
    insert into parked_items as p (id, raw_event_id, channel, reason, detail, kind, item, item_hash, created_at, last_at)
    select id, raw_event_id, 'whatsapp_cloud', reason, detail, kind, json::jsonb, decode(item_hash, 'hex'), ${now()}, ${now()}
    from json_to_recordset(${JSON.stringify([...rows.values()])}::json)
      as r(id uuid, raw_event_id uuid, reason text, detail text, kind text, json text, item_hash text)
    order by item_hash
    on conflict (channel, item_hash) do update set times = p.times + 1, last_at = excluded.last_at,
      reason = excluded.reason, detail = excluded.detail, state = 'parked'`.execute(db)
}

export const setFreeUntil = ({ db }: Tx, numberId: string, providerId: string, until: Date) =>
  db
    .updateTable('conversations')
    .set({ free_until: until })
    .from('messages as m')
    .whereRef('conversations.id', '=', 'm.conversation_id')
    .where('m.number_id', '=', numberId)
    .where('m.provider_id', '=', providerId)
    .execute()
