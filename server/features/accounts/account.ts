import type { Account, BusinessNumber } from '#contract/accounts.ts'
import type { Ctx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { NumberRow } from './numbers-store.ts'
import * as numbers from './numbers-store.ts'
import { openToken } from './secrets.ts'
import type { AccountRow } from './store.ts'
import * as store from './store.ts'
import { keptTrouble } from './todo.ts'
import { isFoundOut } from './unknown-business.ts'

const endLength = 4

export async function describeAccount(ctx: Ctx, id: string): Promise<Account> {
  const row = await store.find(ctx, id)
  if (!row) throw notFound('account')
  const [account] = await describeAccounts(ctx, [row])
  if (!account) throw notFound('account')
  return account
}

/** With their numbers, however many accounts, in one more query. */
export async function describeAccounts(ctx: Ctx, rows: readonly AccountRow[]): Promise<Account[]> {
  if (rows.length === 0) return []
  const all = await numbers.ofAccounts(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) =>
    presentAccount(
      ctx,
      row,
      all.filter(({ account_id }) => account_id === row.id),
    ),
  )
}

function presentAccount(ctx: Ctx, row: AccountRow, numbersOfIt: readonly NumberRow[]): Account {
  const token = openToken(ctx, row)
  return {
    id: row.id,
    name: row.name,
    channel: 'whatsapp_cloud',
    businessId: isFoundOut(row.external_id) ? row.external_id : null,
    portfolioId: row.portfolio_id,
    state: row.state === 'needs_attention' ? 'needs_attention' : 'connected',
    trouble: keptTrouble(row),
    accessTokenSet: token !== null,
    accessTokenEnd: endOf(token),
    appSecretSet: row.app_secret_encrypted !== null,
    subscribedAt: row.subscribed_at?.toISOString() ?? null,
    checkedAt: row.checked_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    numbers: numbersOfIt.map(presentNumber),
  }
}

// Of a short one, four characters would be too much of it.
const endOf = (token: string | null): string | null =>
  token !== null && token.length >= 4 * endLength ? token.slice(-endLength) : null

export const presentNumber = (row: NumberRow): BusinessNumber => ({
  id: row.id,
  accountId: row.account_id,
  phoneNumberId: row.external_id,
  phoneNumber: row.phone,
  name: row.name,
  state: row.state === 'paused' ? 'paused' : 'active',
  trouble: keptTrouble(row),
  quality: row.quality,
  limitTier: row.limit_tier,
  status: row.provider_status,
  throughput: row.throughput,
  pace: row.pace,
  lastWebhookAt: row.last_webhook_at?.toISOString() ?? null,
  lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
  checkedAt: row.checked_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})
