import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { ProviderError } from '../../../channels/channel.ts'
import { forgetAccounts } from '../doors/remembered.ts'
import * as store from '../store.ts'
import { type Problem, shortened } from './problem.ts'

/** Nothing is sent from any of its numbers until it was checked and found well. Said once. */
export const stopAccount = (ctx: Tx, accountId: string, error: ProviderError): Promise<void> =>
  noteAccountTrouble(ctx, accountId, {
    code: error.trouble,
    detail: error.detail ?? error.title,
    stops: true,
  })

/** A problem that stops replaces one that does not, and never the other way round. */
export async function noteAccountTrouble(
  ctx: Tx,
  accountId: string,
  { code, detail, stops }: Problem,
): Promise<void> {
  const account = await store.lock(ctx, accountId)
  if (!account) return
  const stopped = account.state === 'needs_attention'
  if ((stopped && !stops) || (stopped === stops && account.trouble === code)) return
  const state = stops ? 'needs_attention' : account.state
  await store.update(ctx, accountId, { state, trouble: code, trouble_detail: shortened(detail) })
  publish(ctx, 'account.trouble_found', subjectOf(accountId), { trouble: code, stops })
  forgetAccounts()
}

/** Whoever waits to send from it takes it up by the event. */
export async function recoverAccount(ctx: Tx, accountId: string): Promise<void> {
  const account = await store.lock(ctx, accountId)
  if (!account || (account.state === 'connected' && account.trouble === null)) return
  await store.update(ctx, accountId, { state: 'connected', trouble: null, trouble_detail: null })
  publish(ctx, 'account.recovered', subjectOf(accountId), { trouble: account.trouble })
  forgetAccounts()
}

const subjectOf = (id: string) => ({ type: 'account', id })
