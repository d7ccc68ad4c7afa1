import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { NewNumberRow, NumberRow } from './numbers-store.ts'
import * as store from './numbers-store.ts'

/** Undefined when it is here already, with this account or another. */
export async function addNumber(ctx: Tx, number: NewNumberRow): Promise<NumberRow | undefined> {
  const row = (await store.isKnown(ctx, number.external_id))
    ? undefined
    : ((await store.revive(ctx, number)) ?? (await store.insert(ctx, number)))
  if (row) publish(ctx, 'number.added', { type: 'number', id: row.id }, { accountId: row.account_id })
  return row
}
