import { z } from 'zod'
import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { checkSoon } from '../checking/jobs.ts'
import type { NumberFields, NumberRow } from '../numbers-store.ts'
import * as numbers from '../numbers-store.ts'
import type { Notice } from './apply.ts'
import { said, tier, word } from './read.ts'

const Quality = z.object({
  display_phone_number: said,
  event: word,
  current_limit: tier,
  max_daily_conversations_per_business: tier,
})

const upgraded = 1_000
// Older notices say how the quality is by these names.
const qualities: Record<string, string> = { FLAGGED: 'RED', UNFLAGGED: 'GREEN' }

export async function numberQuality(ctx: Tx, accountId: string, notice: Notice): Promise<void> {
  const { event, ...told } = Quality.parse(notice.value)
  const number = await meant(ctx, accountId, notice, told.display_phone_number)
  if (number) {
    const limit = told.max_daily_conversations_per_business ?? told.current_limit
    const quality = event === null ? undefined : qualities[event]
    await change(ctx, number, {
      ...(limit !== null && { limit_tier: limit }),
      ...(quality !== undefined && { quality }),
      ...(event === 'THROUGHPUT_UPGRADE' && { throughput: upgraded }),
    })
  }
  // The notice says that something is different; how it is now is asked.
  await checkSoon(ctx, accountId)
}

const Name = z.object({ display_phone_number: said, decision: word, requested_verified_name: said })

export async function numberName(ctx: Tx, accountId: string, notice: Notice): Promise<void> {
  const told = Name.parse(notice.value)
  const number = await meant(ctx, accountId, notice, told.display_phone_number)
  if (number && told.decision === 'APPROVED' && told.requested_verified_name)
    await change(ctx, number, { name: told.requested_verified_name.slice(0, 120) })
  await checkSoon(ctx, accountId)
}

/** Locked. By its id, or by how it is written. */
async function meant(
  ctx: Tx,
  accountId: string,
  { number }: Notice,
  phone: string | null | undefined,
): Promise<NumberRow | undefined> {
  const digits = phone?.replace(/\D/g, '')
  return (await numbers.lockOfAccount(ctx, accountId)).find(
    (row) => row.external_id === number || (digits && row.phone?.replace(/\D/g, '') === digits),
  )
}

export async function change(ctx: Tx, number: NumberRow, fields: NumberFields): Promise<void> {
  const before = new Map<string, unknown>(Object.entries(number))
  const fresh = Object.entries(fields).filter(([field, value]) => before.get(field) !== value)
  if (fresh.length === 0) return
  await numbers.update(ctx, number.id, Object.fromEntries(fresh))
  const details = { accountId: number.account_id, fields: fresh.map(([field]) => field) }
  publish(ctx, 'number.updated', { type: 'number', id: number.id }, details)
}
