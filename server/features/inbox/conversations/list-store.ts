import { type SelectQueryBuilder, sql } from 'kysely'
import type { ConversationQuery } from '#contract/conversations.ts'
import type { Ctx } from '#platform/context.ts'
import type { DB } from '#platform/schema.ts'
import { type Reach, whereReached } from './reach.ts'
import { type ShownRow, shown } from './shown-store.ts'

export type Place = { at: Date; id: string }
export type Search = Omit<ConversationQuery, 'after'> & { before: Place | undefined }

/** Newest first. One row more than asked for tells that there is a next page. */
export function listConversations(ctx: Ctx, reach: Reach, search: Search): Promise<ShownRow[]> {
  const { all, mine, free } = slices(ctx, search)
  const rows = reach.all
    ? all()
    : reach.operatorId === null
      ? free()
      : together(ctx, mine(reach.operatorId), free())
  return shown(ctx, rows)
    .limit(search.limit + 1)
    .execute()
}

/** What each index gives in order, no longer than a page; an `or` would be looked for row by row. */
function slices({ db }: Ctx, search: Search) {
  const all = () =>
    narrow(db.selectFrom('conversations as c'), search)
      .selectAll('c')
      .orderBy('c.last_message_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(search.limit + 1)
  const mine = (operatorId: string) => all().where('c.operator_id', '=', operatorId)
  const free = () => all().where('c.operator_id', 'is', null)
  return { all, mine, free }
}

export const currentOf = (ctx: Ctx, operatorId: string, limit: number): Promise<ShownRow[]> =>
  shown(
    ctx,
    ctx.db
      .selectFrom('conversations as c')
      .selectAll('c')
      .where('c.operator_id', '=', operatorId)
      .where('c.status', '<>', 'closed')
      .orderBy('c.last_message_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(limit),
  ).execute()

type Slice = ReturnType<ReturnType<typeof slices>['all']>

const together = ({ db }: Ctx, one: Slice, other: Slice): Slice =>
  db
    .selectFrom(
      db
        .selectFrom(one.as('c'))
        .selectAll()
        .unionAll(db.selectFrom(other.as('c')).selectAll())
        .as('c'),
    )
    .selectAll('c')

type Listing = DB & { c: DB['conversations'] }

function narrow(rows: SelectQueryBuilder<Listing, 'c', object>, search: Search) {
  const { status, operatorId, numberId, contactId, unread, before } = search
  let query = rows
  if (status) query = query.where('c.status', '=', status)
  if (operatorId === 'none') query = query.where('c.operator_id', 'is', null)
  else if (operatorId) query = query.where('c.operator_id', '=', operatorId)
  if (numberId) query = query.where('c.number_id', '=', numberId)
  if (contactId) query = query.where('c.contact_id', '=', contactId)
  if (unread !== undefined) query = query.where('c.unread', unread ? '>' : '=', 0)
  if (before) query = query.where(sql<boolean>`(c.last_message_at, c.id) < (${before.at}, ${before.id})`)
  return query
}

export type Counts = {
  bot: number
  queued: number
  open: number
  unread: number
  oldest_queued_at: Date | null
  closed_today: number
}

const countIf = (condition: ReturnType<typeof sql>) =>
  sql<number>`(count(*) filter (where ${condition}))::int`

export const countConversations = ({ db, now }: Ctx, reach: Reach, timeZone: string): Promise<Counts> =>
  db
    .selectFrom('conversations as c')
    .where('c.status', 'in', ['bot', 'queued', 'open'])
    .where(whereReached(reach))
    .select([
      countIf(sql`c.status = 'bot'`).as('bot'),
      countIf(sql`c.status = 'queued'`).as('queued'),
      countIf(sql`c.status = 'open'`).as('open'),
      countIf(sql`c.unread > 0`).as('unread'),
      sql<Date | null>`min(c.queued_at) filter (where c.status = 'queued')`.as('oldest_queued_at'),
    ])
    .select(
      db
        .selectFrom('conversations as c')
        .select(sql<number>`count(*)::int`.as('n'))
        .where('c.status', '=', 'closed')
        .where('c.closed_at', '>=', sql<Date>`date_trunc('day', ${now()}::timestamptz, ${timeZone})`)
        .where(whereReached(reach))
        .$castTo<{ n: number }>()
        .$asScalar()
        .as('closed_today'),
    )
    .executeTakeFirstOrThrow()
