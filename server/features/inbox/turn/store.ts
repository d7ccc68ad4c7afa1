import type { Ctx, Tx } from '#platform/context.ts'
import { lockConversation } from '../conversations/store.ts'

/** Null when somebody has it by now, or it was closed. */
export async function lockUndecided(ctx: Tx, id: string) {
  const conversation = await lockConversation(ctx, id)
  return conversation?.status === 'bot' ? conversation : null
}

export const queueForPeople = ({ db, now }: Tx, id: string) =>
  db.updateTable('conversations').set({ status: 'queued', queued_at: now() }).where('id', '=', id).execute()

export async function undecidedSince({ db }: Ctx, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('status', '=', 'bot')
    .where('last_in_at', '<', before)
    .orderBy('last_message_at')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
