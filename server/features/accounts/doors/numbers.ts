import type { Ctx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { KnownRow } from '../numbers-store.ts'
import * as store from '../numbers-store.ts'
import { askedOnce, currentGeneration, memory } from './remembered.ts'

/** What whoever lands and sends messages has to know of a number. */
export type KnownNumber = {
  id: string
  accountId: string
  /** The provider's id of it. */
  externalId: string
  /** What the ids of customers are valid in: the portfolio, or until that is known our own id of the account. */
  scope: string
  phone: string | null
  state: 'active' | 'paused' | 'removed'
  /** Whether anything may be sent from it now: it is active, and its account connected. */
  sends: boolean
  /** Messages a second. */
  pace: number
}

const byExternal = memory<KnownNumber>()
const byId = memory<KnownNumber>()

/** By the provider's ids; whoever is missing is not ours. Remembered for two seconds. */
export async function numbersByExternal(
  ctx: Ctx,
  channel: string,
  externalIds: readonly string[],
): Promise<Map<string, KnownNumber>> {
  const found = new Map<string, KnownNumber>()
  const missing: string[] = []
  for (const externalId of externalIds) {
    const number = byExternal.recall(ctx, `${channel} ${externalId}`)
    if (number) found.set(externalId, number)
    else missing.push(externalId)
  }
  if (missing.length === 0) return found
  const question = `numbers ${channel} ${missing.join(' ')}`
  for (const number of await askedOnce(ctx, question, () => ask(ctx, channel, missing)))
    found.set(number.externalId, number)
  return found
}

async function ask(ctx: Ctx, channel: string, externalIds: string[]): Promise<KnownNumber[]> {
  const asked = currentGeneration()
  const numbers = (await store.knownByExternal(ctx, channel, externalIds)).map(known)
  for (const number of numbers) byExternal.remember(ctx, `${channel} ${number.externalId}`, number, asked)
  return numbers
}

/** Also one that was removed: its conversations are still there. Remembered for two seconds. */
export async function numberById(ctx: Ctx, id: string): Promise<KnownNumber> {
  const recalled = byId.recall(ctx, id)
  if (recalled) return recalled
  const asked = currentGeneration()
  const row = await store.knownById(ctx, id)
  if (!row) throw notFound('number')
  const number = known(row)
  byId.remember(ctx, id, number, asked)
  return number
}

const known = (row: KnownRow): KnownNumber => ({
  id: row.id,
  accountId: row.account_id,
  externalId: row.external_id,
  scope: row.portfolio_id ?? row.account_id,
  phone: row.phone,
  state: row.state === 'paused' ? 'paused' : row.state === 'removed' ? 'removed' : 'active',
  sends: row.state === 'active' && row.account_state === 'connected',
  pace: Math.min(row.pace ?? row.throughput, row.throughput),
})
