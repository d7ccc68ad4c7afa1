import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

/** Everything that somebody is told of themselves, in one query: every page of the web app begins with it. */
export const ownerOf = ({ db }: Ctx, id: string, personId: string) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .selectAll('p')
    .select([
      's.kind as session_kind',
      's.created_at as session_created_at',
      's.expires_at as session_expires_at',
    ])
    .select((eb) =>
      eb
        .selectFrom('recovery_codes as r')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('r.person_id', '=', 'p.id')
        .where('r.used_at', 'is', null)
        .as('recovery_codes_left'),
    )
    .where('s.id', '=', id)
    .where('p.id', '=', personId)
    .where('p.state', '=', 'active')
    .executeTakeFirst()
