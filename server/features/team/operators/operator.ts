import { z } from 'zod'
import type { Page } from '#contract/common.ts'
import { type Operator, type OperatorQuery, PersonState, Presence, Role } from '#contract/team.ts'
import type { Ctx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { authorize, can } from '#platform/policy.ts'
import { maySeeDetailsOf } from '../policy.ts'
import * as store from './store.ts'

export async function listOperators(ctx: Ctx, { after, ...query }: OperatorQuery): Promise<Page<Operator>> {
  authorize(ctx, 'operators:read')
  const afterId = decodeCursor(after, z.uuid())
  // Searching by what one may not see would show it, letter by letter.
  const searchEmails = can(ctx, 'operators:read-details')
  const rows = await store.listOperators(ctx, { ...query, afterId, searchEmails })
  const { data, next } = page(rows, query.limit, ({ id }) => id)
  return { data: data.map((row) => present(ctx, row)), next }
}

export async function readOperator(ctx: Ctx, id: string): Promise<Operator> {
  authorize(ctx, 'operators:read')
  return describeOperator(ctx, id)
}

/** For whoever may act on them: a key that only creates operators has to be told what it created. */
export async function describeOperator(ctx: Ctx, id: string): Promise<Operator> {
  const row = await store.findOperator(ctx, id)
  if (!row) throw notFound('operator')
  return present(ctx, row)
}

function present(ctx: Ctx, row: store.OperatorRow): Operator {
  const everybodySees = {
    id: row.id,
    name: row.name,
    role: Role.parse(row.role),
    state: PersonState.parse(row.state),
    presence: Presence.parse(row.presence),
  }
  if (!maySeeDetailsOf(ctx, row.id)) return everybodySees
  return {
    ...everybodySees,
    email: row.email,
    capacity: row.capacity,
    locked: Boolean(row.locked),
    secondFactor: row.totp_enabled_at !== null,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}
