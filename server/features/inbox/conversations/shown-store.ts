import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import type { Conversations, DB } from '#platform/schema.ts'

type Query = SelectQueryBuilder<DB & { c: DB['conversations'] }, 'c', Selectable<Conversations>>

/** Conversations with everything that a list shows of them, in one query: who it is with and what was said last. */
export const shown = ({ db }: Ctx, conversations: Query) =>
  db
    .selectFrom(conversations.as('c'))
    .innerJoin('contacts as p', 'p.id', 'c.contact_id')
    .leftJoin('messages as m', 'm.id', 'c.last_message_id')
    .select([
      'c.id',
      'c.status',
      'c.channel',
      'c.number_id',
      'c.contact_id',
      'c.operator_id',
      'c.tabulation_id',
      'c.unread',
      'c.window_expires_at',
      'c.free_until',
      'c.referral',
      'c.last_message_at',
      'c.queued_at',
      'c.created_at',
      'c.closed_at',
      'p.phone',
      'p.username',
      'm.id as message_id',
      'm.direction',
      'm.author',
      'm.type',
      'm.status as message_status',
    ])
    .select(sql<string | null>`coalesce(p.name, p.profile_name)`.as('name'))
    // A line of a list: who wants to read it all opens the conversation.
    .select(sql<string | null>`left(m.text, 200)`.as('text'))
    .orderBy('c.last_message_at', 'desc')
    .orderBy('c.id', 'desc')

export type ShownRow = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]
