import { setImmediate } from 'node:timers/promises'
import { type Ctx, isTx } from '#platform/context.ts'

const mostAtOnce = 500

type Asked<R> = { key: string; resolve: (row: R | undefined) => void; reject: (error: unknown) => void }
type Queue<R> = { asked: Asked<R>[]; underWay: boolean }

/**
 * Turns a query for many rows into one for a single row: who asks while a query is under way is answered by the next,
 * together with everybody else who asked meanwhile. Nobody waits for a timer, and a busy server asks the database once
 * where it would have asked fifty times. Every question is carried out after it was put, so it sees what its asker wrote.
 */
export function gathered<R>(
  findMany: (ctx: Ctx, keys: string[]) => Promise<R[]>,
  keyOf: (row: R) => string,
): (ctx: Ctx, key: string) => Promise<R | undefined> {
  // By database, because tests have several in one process.
  const queues = new WeakMap<object, Queue<R>>()
  return (ctx, key) => {
    // What belongs to a transaction is asked inside it.
    if (isTx(ctx)) return findMany(ctx, [key]).then(([row]) => row)
    const queue = queues.get(ctx.db) ?? { asked: [], underWay: false }
    queues.set(ctx.db, queue)
    return new Promise((resolve, reject) => {
      queue.asked.push({ key, resolve, reject })
      if (!queue.underWay) void answerAll(ctx, queue)
    })
  }

  async function answerAll(ctx: Ctx, queue: Queue<R>): Promise<void> {
    queue.underWay = true
    while (queue.asked.length > 0) {
      // Whatever else has arrived by now comes along: requests are read in lots.
      await setImmediate()
      await answer(ctx, queue.asked.splice(0, mostAtOnce))
    }
    queue.underWay = false
  }

  async function answer(ctx: Ctx, asked: Asked<R>[]): Promise<void> {
    try {
      const rows = await findMany(ctx, [...new Set(asked.map(({ key }) => key))])
      const byKey = new Map(rows.map((row) => [keyOf(row), row]))
      for (const { key, resolve } of asked) resolve(byKey.get(key))
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
}
