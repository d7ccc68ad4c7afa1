import type { Selectable } from 'kysely'
import type { Ctx, Tx } from '#platform/context.ts'
import { gathered } from '#platform/database/gather.ts'
import type { Conversations } from '#platform/schema.ts'
import { type ShownRow, shown } from './shown-store.ts'

export type ConversationRow = Selectable<Conversations>

/** Always before its messages. Whoever answers or changes a conversation takes turns here. */
export const lockConversation = ({ db }: Tx, id: string): Promise<ConversationRow | undefined> =>
  db.selectFrom('conversations').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

export type ConversationChange = {
  status?: 'bot' | 'queued' | 'open' | 'closed'
  operator_id?: string | null
  tabulation_id?: string
  version?: number
  unread?: number
  last_message_at?: Date
  last_message_id?: string
  queued_at?: Date | null
  first_reply_at?: Date
  closed_at?: Date
  closed_by?: string
}

/** Of a conversation that is locked. */
export const update = ({ db }: Tx, id: string, change: ConversationChange): Promise<ConversationRow> =>
  db.updateTable('conversations').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export const findMany = (ctx: Ctx, ids: string[]): Promise<ShownRow[]> =>
  shown(ctx, ctx.db.selectFrom('conversations as c').selectAll('c').where('c.id', 'in', ids)).execute()

export const findConversation = gathered(findMany, ({ id }) => id)

/** The newest message of the customer: marking it as read marks all before it. */
export const newestIn = ({ db }: Ctx, conversationId: string) =>
  db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select(['m.provider_id', 'm.at', 'c.number_id'])
    .where('m.conversation_id', '=', conversationId)
    .where('m.direction', '=', 'in')
    .where('m.provider_id', 'is not', null)
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const isAtWork = async ({ db }: Ctx, personId: string): Promise<boolean> =>
  !!(await db
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('state', '=', 'active')
    .executeTakeFirst())

export async function openOf({ db }: Ctx, personId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('operator_id', '=', personId)
    .where('status', '<>', 'closed')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
