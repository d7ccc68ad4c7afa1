import { type Ctx, isTx } from '#platform/context.ts'
import * as store from '../numbers-store.ts'

type Column = Parameters<typeof store.noteTimes>[1]

// What they are for is seen by people, who look every few seconds at most.
const everyMs = 3_000
const noted = new WeakMap<Ctx['config'], Map<string, number>>()

/** That the provider has told something of these numbers. Never in a transaction: rows that everybody needs. */
export const noteWebhooks = (ctx: Ctx, numberIds: readonly string[], at: Date): Promise<void> =>
  note(ctx, 'last_webhook_at', numberIds, at)

/** That something sent from this number has reached somebody. */
export const numberDelivers = (ctx: Ctx, numberId: string): Promise<void> =>
  note(ctx, 'last_delivered_at', [numberId], ctx.now())

async function note(ctx: Ctx, column: Column, numberIds: readonly string[], at: Date): Promise<void> {
  if (isTx(ctx)) throw new Error('times are noted outside of transactions')
  const mine = noted.get(ctx.config) ?? new Map<string, number>()
  noted.set(ctx.config, mine)
  const now = performance.now()
  const due = numberIds.filter(
    (id) => now - (mine.get(`${column} ${id}`) ?? Number.NEGATIVE_INFINITY) >= everyMs,
  )
  if (due.length === 0) return
  for (const id of due) mine.set(`${column} ${id}`, now)
  try {
    await store.noteTimes(ctx, column, due, at)
  } catch (error) {
    // The message that it came with is landed already, and the next one says the same.
    ctx.log.warn({ err: error }, 'the time of the last webhook could not be noted')
  }
}
