import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { newId } from '#platform/ids.ts'
import { addNumber } from '../adding.ts'
import { checkSoon } from '../checking/jobs.ts'
import * as numbers from '../numbers-store.ts'
import { openToken, sealToken } from '../secrets.ts'
import * as store from '../store.ts'
import { standInFor, unnamed } from '../unknown-business.ts'

/**
 * The account and the number that the environment names exist after the first start. A start needs no network: what
 * else there is to know of them is asked by a job. Whoever removes them keeps them removed.
 */
export async function connectFromEnvironment(ctx: Ctx): Promise<void> {
  const { accessToken, phoneNumberId } = ctx.config.whatsapp
  if (accessToken === null || phoneNumberId === null) return
  await transaction(ctx, async (ctx) => {
    const number = await numbers.findByExternal(ctx, phoneNumberId)
    if (number) await renew(ctx, number.account_id, accessToken)
    else if (!(await numbers.everKnown(ctx, phoneNumberId))) await create(ctx, accessToken, phoneNumberId)
  })
}

async function create(ctx: Tx, accessToken: string, phoneNumberId: string): Promise<void> {
  const id = newId()
  const account = await store.insert(ctx, {
    id,
    name: unnamed,
    external_id: standInFor(phoneNumberId),
    portfolio_id: null,
    access_token_encrypted: sealToken(ctx, accessToken),
    app_secret_encrypted: null,
  })
  // Another process starts at the same time, and was faster.
  if (!account) return
  publish(ctx, 'account.connected', { type: 'account', id }, { reason: 'environment' })
  await addNumber(ctx, {
    id: newId(),
    account_id: id,
    external_id: phoneNumberId,
    phone: null,
    name: phoneNumberId.slice(0, 120),
  })
  await checkSoon(ctx, id)
}

/** Whoever put a new token into the environment because the old one ran out means it; otherwise what is stored counts. */
async function renew(ctx: Tx, accountId: string, accessToken: string): Promise<void> {
  const account = await store.lock(ctx, accountId)
  if (!account || account.trouble === null) return
  if (account.trouble === 'token_invalid' && openToken(ctx, account) !== accessToken) {
    await store.update(ctx, accountId, { access_token_encrypted: sealToken(ctx, accessToken) })
    const details = { fields: ['accessToken'], reason: 'environment' }
    publish(ctx, 'account.updated', { type: 'account', id: accountId }, details)
  }
  await checkSoon(ctx, accountId)
}
