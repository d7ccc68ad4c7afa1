import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { AmendmentItem, Parked } from './request.ts'
import type { Placed } from './sort-out.ts'
import * as store from './store.ts'

/** Reactions, edits and deletions change a message that is there; what comes before its message waits, parked. */
export async function landAmendments(
  ctx: Tx,
  amendments: readonly Placed<AmendmentItem>[],
): Promise<Parked[]> {
  const early: Parked[] = []
  for (const placed of amendments) {
    const found = await amend(ctx, placed)
    if (!found) early.push(tooEarly(placed))
    else if (found.changed)
      publish(
        ctx,
        'message.updated',
        { type: 'message', id: found.id },
        { conversationId: found.conversationId, change: placed.item.kind },
      )
  }
  return early
}

type Found = { id: string; conversationId: string; changed: boolean } | null

async function amend(ctx: Tx, { item, number }: Placed<AmendmentItem>): Promise<Found> {
  const target = await store.lockByProviderId(ctx, number.id, item.of)
  if (!target) return null
  const found = { id: target.id, conversationId: target.conversation_id, changed: true }
  switch (item.kind) {
    case 'reaction':
      return {
        ...found,
        changed: await store.setReaction(ctx, target.id, item.byBusiness ? 'operator' : 'contact', item),
      }
    case 'edit': {
      // An edit that comes late must not undo a later one.
      if (target.deleted_at || (target.edited_at && target.edited_at >= item.at))
        return { ...found, changed: false }
      await store.setContent(ctx, target.id, item.message, item.at)
      return found
    }
    case 'deletion':
      if (target.deleted_at) return { ...found, changed: false }
      await store.setDeleted(ctx, target.id, item.at)
      return found
  }
}

const tooEarly = ({ item, requestId }: Placed<AmendmentItem>): Parked => ({
  requestId,
  reason: 'too_early',
  kind: item.kind,
  detail: 'The message that it is about is not here.',
  item: item.raw,
})
