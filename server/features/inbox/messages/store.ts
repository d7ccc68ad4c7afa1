import { type Insertable, type Selectable, sql } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import type { DB } from '#platform/schema.ts'

export type MessageRow = Selectable<DB['messages']>
export type Place = { at: Date; id: string }

/** Newest first, one more than asked for. What was sent as a reaction is shown at the message that it is about. */
export function thread(
  { db }: Ctx,
  conversationId: string,
  { before, limit }: { before: Place | undefined; limit: number },
): Promise<MessageRow[]> {
  const all = db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('type', '<>', 'reaction')
  const older = before ? all.where(sql<boolean>`(at, id) < (${before.at}, ${before.id})`) : all
  return older
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** With who has the conversation: what decides who may see them. */
export const findWithHolder = ({ db }: Ctx, ids: readonly string[]) =>
  db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .selectAll('m')
    .select('c.operator_id')
    .where('m.id', 'in', ids)
    .execute()

export const conversationOf = async ({ db }: Ctx, id: string): Promise<string | undefined> =>
  (await db.selectFrom('messages').select('conversation_id').where('id', '=', id).executeTakeFirst())
    ?.conversation_id

/** After its conversation. */
export const lockMessage = (
  { db }: Tx,
  conversationId: string,
  id: string,
): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .forNoKeyUpdate()
    .executeTakeFirst()

export const insert = ({ db }: Tx, row: Insertable<DB['messages']>): Promise<MessageRow> =>
  db.insertInto('messages').values(row).returningAll().executeTakeFirstOrThrow()

export const update = (
  { db }: Tx,
  id: string,
  change: Partial<Insertable<DB['messages']>>,
): Promise<MessageRow> =>
  db.updateTable('messages').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Puts a message at the end of its conversation, and says when that is: never before what is there. */
export async function append(
  { db, now }: Tx,
  conversationId: string,
  { messageId, byOperator }: { messageId: string; byOperator: boolean },
): Promise<Date> {
  const at = now()
  const { last_message_at } = await db
    .updateTable('conversations')
    .set({
      version: sql`version + 1`,
      last_message_at: sql`greatest(last_message_at, ${at}::timestamptz)`,
      last_message_id: messageId,
      ...(byOperator && { first_reply_at: sql`coalesce(first_reply_at, ${at}::timestamptz)` }),
    })
    .where('id', '=', conversationId)
    .returning('last_message_at')
    .executeTakeFirstOrThrow()
  return last_message_at
}

/** What whoever answers should have seen. */
export const noteChange = ({ db }: Tx, conversationId: string) =>
  db
    .updateTable('conversations')
    .set({ version: sql`version + 1` })
    .where('id', '=', conversationId)
    .execute()

export const setReaction = async ({ db }: Tx, id: string, emoji: string): Promise<void> => {
  await sql`
    update messages set reactions = nullif(
      case when ${emoji}::text = '' then coalesce(reactions, '{}') - 'operator'
      else coalesce(reactions, '{}') || jsonb_build_object('operator', ${emoji}::text) end, '{}')
    where id = ${id}`.execute(db)
}
