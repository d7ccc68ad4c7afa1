import type { Page } from '#contract/common.ts'
import { type Duplicate, DuplicateReason } from '#contract/contacts.ts'
import type { Ctx } from '#platform/context.ts'
import { authorize } from '#platform/policy.ts'
import { present } from '../records/present.ts'
import { reachable } from '../records/reach.ts'
import { findContacts } from '../records/store.ts'
import { contactsLike } from './store.ts'

/** Who may be the same person: never by name, which many share. The likeliest ones first, and not more than a few. */
export async function listDuplicates(ctx: Ctx, id: string): Promise<Page<Duplicate>> {
  authorize(ctx, 'contacts:read')
  const { id: keptId } = await reachable(ctx, id)
  const alike = await contactsLike(ctx, keptId)
  const rows =
    alike.length > 0
      ? await findContacts(
          ctx,
          alike.map((one) => one.id),
        )
      : []
  const byId = new Map(rows.map((row) => [row.id, row]))
  const data = alike.flatMap((one) => {
    const row = byId.get(one.id)
    const reasons = DuplicateReason.options.filter((reason) => one[reason])
    return row ? [{ contact: present(ctx, row), reasons }] : []
  })
  return { data, next: null }
}
