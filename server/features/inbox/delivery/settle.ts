import { setTimeout as sleep } from 'node:timers/promises'
import { type Ctx, transaction } from '#platform/context.ts'
import type { Sent } from '../../../channels/channel.ts'
import type { Claimed } from './claims-store.ts'
import { conclude } from './conclude.ts'

/** Overtaken: it is in somebody else's hands, and nothing was sent. */
export type Outcome = Sent | { outcome: 'overtaken' }
export type Result = { message: Claimed; sent: Outcome; at: Date }

type Waiting = { result: Result; done: () => void }

/**
 * Writes down what became of messages, as many as there are by now in one transaction. A database that is away for a
 * moment must not turn what was sent into a riddle: it is tried again for a while.
 */
export function openSettling(ctx: Ctx) {
  const waiting: Waiting[] = []
  let writing: Promise<void> | null = null

  const writeAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 500)
      await persistently(
        ctx,
        batch.map(({ result }) => result),
      )
      for (const { done } of batch) done()
    }
    writing = null
  }
  return {
    add: (message: Claimed, sent: Outcome): Promise<void> =>
      new Promise((done) => {
        waiting.push({ result: { message, sent, at: ctx.now() }, done })
        writing ??= Promise.resolve().then(writeAll)
      }),
    close: async (): Promise<void> => {
      await writing
    },
  }
}

const pauses = [50, 200, 500, 1000, 2000, 3000, 5000]

async function persistently(ctx: Ctx, results: readonly Result[]): Promise<void> {
  for (const pause of [...pauses, null]) {
    try {
      return await transaction(ctx, (ctx) => conclude(ctx, results))
    } catch (error) {
      // Given up: they stay `sending`, and are settled by their statuses or become `unknown`.
      if (pause === null)
        return ctx.log.error({ err: error, messages: results.length }, 'results of sending were lost')
      await sleep(pause)
    }
  }
}
