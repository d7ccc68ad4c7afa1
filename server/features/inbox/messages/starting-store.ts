import type { Insertable } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { DB } from '#platform/schema.ts'
import type { ConversationRow } from '../conversations/store.ts'

/** False when there is an open one already. */
export async function insertConversation({ db }: Tx, row: Insertable<DB['conversations']>): Promise<boolean> {
  const inserted = await db
    .insertInto('conversations')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['contact_id', 'number_id']).where('status', '<>', 'closed').doNothing(),
    )
    .executeTakeFirst()
  return Number(inserted.numInsertedOrUpdatedRows) > 0
}

export const lockOpen = (
  { db }: Tx,
  contactId: string,
  numberId: string,
): Promise<ConversationRow | undefined> =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('contact_id', '=', contactId)
    .where('number_id', '=', numberId)
    .where('status', '<>', 'closed')
    .forNoKeyUpdate()
    .executeTakeFirst()

/** Their last conversation on this number, or on another one of its account: ids of people are valid in all of it. */
export const lastWith = ({ db }: Tx, contactId: string, number: { id: string; accountId: string }) =>
  db
    .selectFrom('conversations as c')
    .innerJoin('numbers as n', 'n.id', 'c.number_id')
    .select(['c.number_id', 'c.recipient', 'c.last_in_at', 'c.window_expires_at', 'c.free_until'])
    .where('c.contact_id', '=', contactId)
    .where('n.account_id', '=', number.accountId)
    .orderBy((eb) => eb('c.number_id', '=', number.id), 'desc')
    .orderBy('c.last_message_at', 'desc')
    .limit(1)
    .executeTakeFirst()
