import { graphOf, type KnownNumber, numberById } from '#features/accounts/index.ts'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import type { Graph } from '../../../channels/whatsapp-cloud/graph/index.ts'
import * as store from './claims-store.ts'
import { failWindowClosed } from './failing.ts'

export type Known = { number: KnownNumber; graph: Graph }
export type Slot = { message: store.Claimed; at: number; known: Known }

// What was asked for before the window closed may still go through, what was not is not worth trying.
const needsWindow = ({ type }: store.Claimed): boolean => type !== 'template'

/**
 * Takes the next messages of a number and gives each a moment, as far apart as the number's pace wants. Nothing while
 * the number or its account is stopped.
 */
export async function claim(
  ctx: Ctx,
  numberId: string,
  { limit, aheadMs }: { limit: number; aheadMs: number },
): Promise<Slot[]> {
  const number = await numberById(ctx, numberId)
  if (!number.sends) return []
  const known = { number, graph: await graphOf(ctx, number.accountId) }
  const spacing = 1000 / number.pace
  return transaction(ctx, async (ctx) => {
    const now = ctx.now().getTime()
    const from = Math.max(now, (await store.lockPace(ctx, numberId)).getTime())
    const fits = Math.floor((now + aheadMs - from) / spacing) + 1
    // Filled further ahead than this by whoever else drains the number, or by a pause that the provider asked for.
    if (fits < 1) return []
    const claimed = await withinWindow(ctx, await store.lockNext(ctx, numberId, Math.min(limit, fits)))
    if (claimed.length === 0) return []
    await store.markSending(ctx, claimed)
    await store.setPace(ctx, numberId, new Date(from + claimed.length * spacing))
    return claimed.map((message, index) => ({ message, at: from + index * spacing, known }))
  })
}

async function withinWindow(ctx: Tx, claimed: readonly store.Claimed[]): Promise<store.Claimed[]> {
  const isClosed = (message: store.Claimed) =>
    needsWindow(message) && !(message.window_expires_at && message.window_expires_at > ctx.now())
  await failWindowClosed(ctx, claimed.filter(isClosed))
  return claimed.filter((message) => !isClosed(message))
}
