import type { AccountCheck } from '#contract/accounts.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { authorize } from '#platform/policy.ts'
import { describeAccount } from '../account.ts'
import { graphWith } from '../doors/graph.ts'
import { forgetAccounts } from '../doors/remembered.ts'
import { openToken } from '../secrets.ts'
import type { AccountRow } from '../store.ts'
import * as store from '../store.ts'
import { troubleOf } from '../todo.ts'
import { type Findings, look, nothing } from './look.ts'
import { type Settled, settle } from './settle.ts'

const webhooksPath = '/api/webhooks/whatsapp'

/** Somebody asks: what they are told is kept, and what stood still goes on when all is well. */
export async function checkAccount(ctx: Ctx, id: string): Promise<AccountCheck> {
  authorize(ctx, 'accounts:manage')
  const account = await store.find(ctx, id)
  if (!account) throw notFound('account')
  const { added, problems } = await keep(ctx, id, await examine(ctx, account, true), true)
  const shown = problems.map(({ code, detail }) => troubleOf(code, detail))
  return { account: await describeAccount(ctx, id), problems: shown, added }
}

/** Nobody asks. A provider that is away for a moment is not worth an alarm: whoever calls tries again. */
export async function checkQuietly(
  ctx: Ctx,
  id: string,
  { patient }: { patient: boolean },
): Promise<'done' | 'unreachable'> {
  const account = await store.find(ctx, id)
  if (!account) return 'done'
  const findings = await examine(ctx, account, false)
  if (!findings.unreachable || !patient) await keep(ctx, id, findings, false)
  return findings.unreachable ? 'unreachable' : 'done'
}

export async function examine(ctx: Ctx, account: AccountRow, renew: boolean): Promise<Findings> {
  const token = openToken(ctx, account)
  if (token === null) return nothing({ code: 'token_missing', detail: null, stops: true })
  return examineWith(ctx, token, account.external_id, renew)
}

/** `renew`: subscribes also where there is a subscription, so that webhooks come to the address of now. */
export const examineWith = (ctx: Ctx, token: string, externalId: string, renew: boolean): Promise<Findings> =>
  look(graphWith(ctx, token), externalId, {
    subscription: { callback: callbackOf(ctx), verifyToken: ctx.config.meta.webhookVerifyToken, renew },
    now: ctx.now(),
  })

async function keep(ctx: Ctx, id: string, findings: Findings, byPerson: boolean): Promise<Settled> {
  try {
    return await transaction(ctx, (ctx) => settle(ctx, id, findings, { byPerson }))
  } finally {
    forgetAccounts()
  }
}

/** Meta calls nobody without TLS. Elsewhere webhooks go where the settings of the app say. */
const callbackOf = ({ config: { publicUrl } }: Ctx): string | null =>
  publicUrl?.startsWith('https:') ? `${publicUrl}${webhooksPath}` : null
