import { z } from 'zod'
import type { Account, AccountChange } from '#contract/accounts.ts'
import type { Page, PageQuery } from '#contract/common.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { decodeCursor, page } from '#platform/http/paging.ts'
import { authorize } from '#platform/policy.ts'
import { describeAccount, describeAccounts } from '../account.ts'
import { examineWith } from '../checking/check.ts'
import type { Findings } from '../checking/look.ts'
import { settle } from '../checking/settle.ts'
import { forgetAccounts } from '../doors/remembered.ts'
import { openSecrets, sealAppSecret, sealToken } from '../secrets.ts'
import type { AccountFields, AccountRow } from '../store.ts'
import * as store from '../store.ts'
import { assertUsable } from './connect.ts'

export async function listAccounts(ctx: Ctx, { limit, after }: PageQuery): Promise<Page<Account>> {
  authorize(ctx, 'accounts:read')
  const afterId = decodeCursor(after, z.uuid())
  const { data, next } = page(await store.list(ctx, { limit, afterId }), limit, ({ id }) => id)
  return { data: await describeAccounts(ctx, data), next }
}

export async function readAccount(ctx: Ctx, id: string): Promise<Account> {
  authorize(ctx, 'accounts:read')
  return describeAccount(ctx, id)
}

/** A new token is tried first; with one that works, what stood still for want of it goes on. */
export async function changeAccount(ctx: Ctx, id: string, change: AccountChange): Promise<Account> {
  authorize(ctx, 'accounts:manage')
  const account = await store.find(ctx, id)
  if (!account) throw notFound('account')
  const findings = await tried(ctx, account, change.accessToken)
  await transaction(ctx, async (ctx) => {
    const before = await store.lock(ctx, id)
    if (!before) throw notFound('account')
    const fields = changed(ctx, before, change)
    if (fields.length > 0) {
      await store.update(ctx, id, rowOf(ctx, change))
      publish(ctx, 'account.updated', { type: 'account', id }, { fields })
    }
    if (findings) await settle(ctx, id, findings, { byPerson: true })
  })
  forgetAccounts()
  return describeAccount(ctx, id)
}

async function tried(ctx: Ctx, account: AccountRow, token: string | undefined): Promise<Findings | null> {
  if (token === undefined) return null
  const findings = await examineWith(ctx, token, account.external_id, true)
  // The business does not change: a token that does not lead to it is the wrong one.
  assertUsable(findings, '/accessToken')
  return findings
}

const rowOf = (ctx: Tx, { name, accessToken, appSecret }: AccountChange): AccountFields => ({
  ...(name !== undefined && { name }),
  ...(accessToken !== undefined && { access_token_encrypted: sealToken(ctx, accessToken) }),
  ...(appSecret !== undefined && {
    app_secret_encrypted: appSecret === null ? null : sealAppSecret(ctx, appSecret),
  }),
})

function changed(ctx: Tx, before: AccountRow, { name, accessToken, appSecret }: AccountChange): string[] {
  const stored = openSecrets(ctx, before)
  return [
    ...(name !== undefined && name !== before.name ? ['name'] : []),
    ...(accessToken !== undefined && accessToken !== stored.token ? ['accessToken'] : []),
    ...(appSecret !== undefined && appSecret !== stored.appSecret ? ['appSecret'] : []),
  ]
}
