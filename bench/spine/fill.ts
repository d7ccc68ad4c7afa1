import type pg from 'pg'

type Say = (line: string) => void
const perConversation = 20
const chunk = 1_000_000
const first = 20_000_000

/**
 * Half a year of a business: two conversations with everybody, one over and one under way, and everything in the order
 * in which it happened. By statements for many rows, and the indexes made anew afterwards.
 */
export async function fill(
  pool: pg.Pool,
  messages: number,
  say: Say,
): Promise<{ first: number; count: number }> {
  const people = Math.ceil(messages / perConversation / 2)
  const client = await pool.connect()
  const from = performance.now()
  const spent = () => `${((performance.now() - from) / 1000).toFixed(0)} s`
  try {
    // Nothing here is wrong, so nothing is checked; it may all be lost until the end.
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'",
    )
    await client.query("set maintenance_work_mem = '1GB'")
    await meet(client, people)
    say(`${people} people, after ${spent()}`)
    const indexes = await dropIndexes(client)
    for (let done = 0; done < messages; done += chunk) {
      await write(client, done, Math.min(messages, done + chunk), { messages, people })
      say(`${Math.min(messages, done + chunk)} messages, after ${spent()}`)
    }
    for (const index of indexes) await client.query(index)
    await client.query('vacuum analyze messages, conversations, contacts, identities')
    say(`indexed and analysed, after ${spent()}`)
    return { first, count: people }
  } finally {
    client.release(true)
  }
}

async function meet(client: pg.PoolClient, people: number): Promise<void> {
  await client.query(`create temp table met as select n, uuidv7() as contact, uuidv7() as closed, uuidv7() as open,
    '55119' || (${first} + n) as wa_id from generate_series(0, ${people} - 1) n`)
  await client.query(`insert into contacts (id, profile_name, phone, search, created_at, updated_at)
    select contact, 'Cliente ' || n, '+' || wa_id, 'cliente ' || n || ' ' || wa_id, now() - interval '180 days', now() from met`)
  await client.query(`insert into identities (id, contact_id, channel, kind, value, phone, created_at)
    select uuidv7(), contact, 'whatsapp', 'wa_id', wa_id, '+' || wa_id, now() - interval '180 days' from met`)
  for (const [id, status] of [
    ['closed', 'closed'],
    ['open', 'queued'],
  ])
    await client.query(`insert into conversations (id, channel, number_id, contact_id, status, last_in_at, window_expires_at,
      last_message_at, recipient, created_at, closed_at)
      select ${id}, 'whatsapp', (select id from numbers limit 1), contact, '${status}', at, at + interval '1 day', at,
        jsonb_build_object('waId', wa_id), at - interval '1 hour', case '${status}' when 'closed' then at end
      from (select met.*, now() - (case '${status}' when 'closed' then 0.5 else 0 end + random() / 2) * interval '180 days' as at from met) m`)
  await client.query('analyze met')
}

/** The primary key stays: its rows come in its order. */
async function dropIndexes(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'messages' and indexname <> 'messages_pkey'`,
  )
  for (const { name } of rows) await client.query(`drop index ${client.escapeIdentifier(name)}`)
  return rows.map(({ definition }) => definition)
}

/** Every other one is an answer. What was said in the first half belongs to the conversations that are over. */
const write = (client: pg.PoolClient, from: number, to: number, all: { messages: number; people: number }) =>
  client.query(
    `insert into messages (id, conversation_id, number_id, direction, author, type, text, provider_id, status, at, created_at,
      sent_at, delivered_at, read_at)
     select uuidv7(ago), case when m.n < $3::bigint / 2 then met.closed else met.open end, (select id from numbers limit 1),
       case when m.answer then 'out' else 'in' end, case when m.answer then 'operator' else 'contact' end, 'text',
       'Mensagem ' || m.n || ': quanto custa a limpeza de pele e quais horários vocês têm?',
       'wamid.HBgNNTUxMTk' || md5(m.n::text) || 'AA', case when m.answer then 'read' else 'received' end, now() + ago, now() + ago,
       case when m.answer then now() + ago end, case when m.answer then now() + ago end, case when m.answer then now() + ago end
     from (select n, n % 2 = 1 as answer, (n - $3::bigint) * (interval '180 days' / $3::bigint) as ago
       from generate_series($1::bigint, $2::bigint - 1) n) m
     join met on met.n = (m.n / 2 * 7919) % $4`,
    [from, to, all.messages, all.people],
  )
