import type { Account, NewAccount } from '#contract/accounts.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { authorize } from '#platform/policy.ts'
import { describeAccount } from '../account.ts'
import { examineWith } from '../checking/check.ts'
import type { Findings } from '../checking/look.ts'
import { settle } from '../checking/settle.ts'
import { forgetAccounts } from '../doors/remembered.ts'
import { sealAppSecret, sealToken } from '../secrets.ts'
import * as store from '../store.ts'

/** The provider is asked before anything is kept: what would not work is refused with the reason. */
export async function connectAccount(ctx: Ctx, wanted: NewAccount): Promise<Account> {
  authorize(ctx, 'accounts:manage')
  const businessId = wanted.businessId ?? wanted.wabaId ?? ''
  if (await store.findByExternal(ctx, businessId)) throw connectedAlready()
  const findings = await examineWith(ctx, wanted.accessToken, businessId, true)
  assertUsable(findings, wanted.businessId === undefined ? '/wabaId' : '/businessId')
  const id = newId()
  await transaction(ctx, async (ctx) => {
    const row = await store.insert(ctx, {
      id,
      name: wanted.name,
      external_id: businessId,
      portfolio_id: findings.business?.portfolioId ?? null,
      access_token_encrypted: sealToken(ctx, wanted.accessToken),
      app_secret_encrypted: wanted.appSecret === undefined ? null : sealAppSecret(ctx, wanted.appSecret),
    })
    if (!row) throw connectedAlready()
    publish(ctx, 'account.connected', { type: 'account', id })
    await settle(ctx, id, findings, { byPerson: true })
  })
  forgetAccounts()
  return describeAccount(ctx, id)
}

/** Says which field is to blame for what the provider does not accept. */
export function assertUsable({ problems, unreachable }: Findings, businessPointer: string): void {
  if (unreachable)
    throw conflict('provider_unreachable', 'WhatsApp does not answer at the moment. Try again in a minute.')
  const problem = problems.find(({ stops }) => stops)
  if (!problem) return
  const { code, detail } = problem
  const pointer = code === 'account_not_found' ? businessPointer : '/accessToken'
  throw invalid([{ pointer, code, message: detail ?? reasons[code] ?? 'WhatsApp does not accept this.' }])
}

const reasons: Record<string, string> = {
  token_invalid: 'WhatsApp does not accept this token: it is wrong, has run out, or was taken back.',
  permission_missing: 'This token lacks a permission.',
  account_not_found: 'The token leads to no such business account.',
}

const connectedAlready = () => conflict('account_exists', 'This business account is connected already.')
