import { z } from 'zod'
import type { Tx } from '#platform/context.ts'
import * as numbers from '../numbers-store.ts'
import type { Notice } from './apply.ts'
import { change } from './number.ts'
import { tier } from './read.ts'

const Capability = z.object({
  max_daily_conversations_per_business: tier,
  max_daily_conversation_per_phone: tier,
})

/** The limit is one for the whole portfolio, and so for each of its numbers. */
export async function businessCapability(ctx: Tx, accountId: string, { value }: Notice): Promise<void> {
  const told = Capability.parse(value)
  const limit = told.max_daily_conversations_per_business ?? told.max_daily_conversation_per_phone
  if (limit === null) return
  for (const number of await numbers.lockOfAccount(ctx, accountId))
    await change(ctx, number, { limit_tier: limit })
}
