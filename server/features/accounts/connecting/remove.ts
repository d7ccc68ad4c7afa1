import { type Ctx, transaction } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { ChannelError } from '../../../channels/whatsapp-cloud/graph/index.ts'
import { graphWith } from '../doors/graph.ts'
import { forgetAccounts } from '../doors/remembered.ts'
import * as numbers from '../numbers-store.ts'
import { openToken } from '../secrets.ts'
import type { AccountRow } from '../store.ts'
import * as store from '../store.ts'
import { isFoundOut } from '../unknown-business.ts'

/** What was written from its numbers stays; its secrets do not. */
export async function removeAccount(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'accounts:manage')
  const account = await store.find(ctx, id)
  if (!account) throw notFound('account')
  await unsubscribe(ctx, account)
  await transaction(ctx, async (ctx) => {
    if (!(await store.lock(ctx, id))) throw notFound('account')
    for (const number of await numbers.lockOfAccount(ctx, id)) {
      await numbers.update(ctx, number.id, { state: 'removed' })
      publish(ctx, 'number.removed', { type: 'number', id: number.id }, { accountId: id })
    }
    await store.update(ctx, id, {
      state: 'removed',
      access_token_encrypted: null,
      app_secret_encrypted: null,
      subscribed_at: null,
    })
    publish(ctx, 'account.removed', { type: 'account', id })
  })
  forgetAccounts()
}

/** Whoever removes an account may well do it because its token does not work any more. */
async function unsubscribe(ctx: Ctx, account: AccountRow): Promise<void> {
  const token = openToken(ctx, account)
  if (token === null || !isFoundOut(account.external_id)) return
  try {
    await graphWith(ctx, token).unsubscribe(account.external_id)
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    ctx.log.info(
      { accountId: account.id, trouble: error.error.trouble },
      'an account could not be unsubscribed',
    )
  }
}
