import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { forgetAccounts } from '../doors/remembered.ts'
import * as store from '../store.ts'
import { accountAlert, accountReview, accountUpdate } from './account.ts'
import { businessCapability } from './capability.ts'
import { numberName, numberQuality } from './number.ts'

/** What a provider says of an account beside its messages. Ids are the provider's. */
export type Notice = { account: string; number: string | null; field: string; value: Record<string, unknown> }

type Apply = (ctx: Tx, accountId: string, notice: Notice) => Promise<void>

const fields: Record<string, Apply> = {
  phone_number_quality_update: numberQuality,
  phone_number_name_update: numberName,
  account_update: accountUpdate,
  account_review_update: accountReview,
  account_alerts: accountAlert,
  business_capability_update: businessCapability,
}

/** Takes up what concerns accounts and numbers; of anything else it only says that it came. Unknown values do nothing. */
export async function applyField(ctx: Ctx, notice: Notice): Promise<void> {
  const account = await store.findByExternal(ctx, businessOf(notice))
  if (!account) return
  await transaction(ctx, async (ctx) => {
    const apply = Object.hasOwn(fields, notice.field) ? fields[notice.field] : undefined
    await apply?.(ctx, account.id, notice)
    publish(ctx, 'provider.notified', { type: 'account', id: account.id }, { field: notice.field })
  })
  forgetAccounts()
}

/** Of partners' events the sender is the portfolio, and the business account stands in the value. */
function businessOf({ account, value }: Notice): string {
  const { waba_info: info } = value
  const named = typeof info === 'object' && info !== null && 'waba_id' in info ? info.waba_id : undefined
  return typeof named === 'string' || typeof named === 'number' ? String(named) : account
}
