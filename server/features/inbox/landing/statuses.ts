import { z } from 'zod'
import type { Tx } from '#platform/context.ts'
import { mergeStatuses } from '../delivery/statuses.ts'
import type { StatusItem } from './request.ts'
import type { Placed } from './sort-out.ts'
import * as store from './store.ts'

export async function landStatuses(ctx: Tx, statuses: readonly Placed<StatusItem>[]): Promise<void> {
  // Conversations before messages, as everywhere.
  for (const { item, number } of statuses) {
    const until = freeUntil(item)
    if (until) await store.setFreeUntil(ctx, number.id, item.providerId, until)
  }
  await mergeStatuses(
    ctx,
    statuses.map(({ item: { providerId, ours, status, at, error }, number }) => ({
      numberId: number.id,
      providerId,
      ours,
      status,
      at,
      error,
    })),
  )
}

const FreeEntry = z.object({
  conversation: z.object({
    expiration_timestamp: z.coerce
      .number()
      .int()
      .positive()
      .max(Date.UTC(2100) / 1000),
    origin: z.object({ type: z.literal('referral_conversion') }),
  }),
})

/** Answering somebody who came from an advertisement makes everything free for 72 hours: Meta says until when. */
function freeUntil({ pricing }: StatusItem): Date | null {
  const told = FreeEntry.safeParse(pricing)
  return told.success ? new Date(told.data.conversation.expiration_timestamp * 1000) : null
}
