import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx } from '#platform/context.ts'
import { claim } from './claim.ts'
import type { Claimed } from './claims-store.ts'
import { nextDue } from './claims-store.ts'
import { sendOne } from './send.ts'
import { openSettling } from './settle.ts'

// Those that wait for their moment count too, so well above what the fastest number may send in `aheadMs`, and below the
// connections that there are: who waits for one until the time is up cannot tell whether it was sent.
const mostUnderWay = 400
// Far enough ahead that the pace is kept while the next are being claimed.
const aheadMs = 120
// What could go and was not taken is locked by somebody just now, or its number was stopped until a moment ago.
const restMs = 100

/**
 * Sends what waits on one number: in order within each conversation, each at the moment that the number's pace gives
 * it. Answers with when to look again, or null when nothing waits. Several may drain one number at once, in several
 * processes: what is sent and when is claimed in the database.
 */
export async function drain(ctx: Ctx, numberId: string, signal: AbortSignal): Promise<Date | null> {
  const underWay = new Set<Promise<void>>()
  const settling = openSettling(ctx)
  let paceIsFilledUntil = 0
  try {
    while (!signal.aborted) {
      const room = mostUnderWay - underWay.size
      const claimed = room > 0 ? await claim(ctx, numberId, { limit: room, aheadMs }) : []
      for (const { message, at, known } of claimed) {
        paceIsFilledUntil = at
        start(underWay, async () => {
          await until(ctx, at)
          await settling.add(message, await sendOne(ctx, message, known))
        })
      }
      if (claimed.length === 0 && underWay.size === 0) break
      await ready(ctx, { claimed, underWay, room, paceIsFilledUntil })
    }
    await Promise.all(underWay)
  } finally {
    await settling.close()
  }
  return signal.aborted ? ctx.now() : nextLook(ctx, numberId)
}

async function nextLook(ctx: Ctx, numberId: string): Promise<Date | null> {
  const due = await nextDue(ctx, numberId)
  return due && new Date(Math.max(due.getTime(), ctx.now().getTime() + restMs))
}

type Loop = {
  claimed: readonly { message: Claimed }[]
  underWay: ReadonlySet<Promise<void>>
  room: number
  paceIsFilledUntil: number
}

/** Until there is something to claim for: a message settled, or the time filled so far is about to be over. */
async function ready(ctx: Ctx, { claimed, underWay, room, paceIsFilledUntil }: Loop): Promise<void> {
  if (claimed.length > 0 && room > claimed.length)
    return void (await sleep(Math.max(0, paceIsFilledUntil - ctx.now().getTime() - aheadMs / 2)))
  await Promise.race(underWay)
}

const until = async (ctx: Ctx, at: number): Promise<void> => {
  const left = at - ctx.now().getTime()
  if (left > 0) await sleep(left)
}

function start(underWay: Set<Promise<void>>, work: () => Promise<void>): void {
  const running = work().finally(() => underWay.delete(running))
  // Whoever waits for it learns of its failure; while nobody does, it must not end the program.
  running.catch(() => {})
  underWay.add(running)
}
