import { followIdentityChange } from '#features/contacts/index.ts'
import type { Tx } from '#platform/context.ts'
import type { IdentityChangeItem } from './request.ts'
import type { Placed } from './sort-out.ts'

/** Before the messages of the same batch: they may come from the new number already. */
export async function landIdentityChanges(
  ctx: Tx,
  changes: readonly Placed<IdentityChangeItem>[],
): Promise<void> {
  for (const { item, number } of changes)
    await followIdentityChange(ctx, {
      channel: 'whatsapp',
      scope: number.scope,
      from: item.from,
      before: item.before,
    })
}
