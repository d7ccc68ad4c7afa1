import type { ExpressionBuilder } from 'kysely'
import type { Room } from '#platform/live/rules.ts'
import { type Actor, can } from '#platform/policy.ts'
import type { DB } from '#platform/schema.ts'

/** Which conversations somebody reaches: all of them, or their own and those that nobody has. */
export type Reach = { all: true } | { all: false; operatorId: string | null }

export function reachOf({ actor }: { actor: Actor }): Reach {
  if (can({ actor }, 'conversations:read-all')) return { all: true }
  return { all: false, operatorId: actor.kind === 'person' ? actor.id : null }
}

type Held = { operator_id: string | null }

// One rule, for a row that is there already, for the database, and for sockets. They change together.

export const reaches = (reach: Reach, { operator_id }: Held): boolean =>
  reach.all || operator_id === null || operator_id === reach.operatorId

export const whereReached = (reach: Reach) => (eb: ExpressionBuilder<DB & { c: DB['conversations'] }, 'c'>) =>
  reach.all
    ? eb.lit(true)
    : eb.or([
        eb('c.operator_id', 'is', null),
        ...(reach.operatorId === null ? [] : [eb('c.operator_id', '=', reach.operatorId)]),
      ])

export const roomsOf = ({ operator_id }: Held): Room[] =>
  operator_id === null
    ? ['permission:conversations:read', 'permission:conversations:read-all']
    : [`person:${operator_id}`, 'permission:conversations:read-all']
