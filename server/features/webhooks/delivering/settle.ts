import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { givenUpAfterMs, isGone, judge } from './outcome.ts'
import type { Sent } from './send.ts'
import * as store from './store.ts'

export type Outcome = Sent & { delivery: store.Claimed }

/** Writes down what came of some attempts, and of the endpoints what that says about them. */
export async function settle(ctx: Ctx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return
  const now = ctx.now()
  const judged = outcomes.map((outcome) => ({
    ...outcome,
    verdict: judge(outcome, outcome.delivery.attempts, now),
  }))
  const counting = judged.filter(({ verdict }) => verdict.counts)
  await transaction(ctx, async (ctx) => {
    await store.settle(
      ctx,
      judged.map(({ delivery, status, error, verdict }) => ({
        id: delivery.id,
        state: verdict.state,
        attempts: delivery.attempts + (verdict.counts ? 1 : 0),
        status,
        error,
        next_at: verdict.nextAt,
      })),
    )
    await noteEndpoints(ctx, counting)
  })
}

async function noteEndpoints(ctx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  const well = new Set(outcomes.filter(({ error }) => error === null).map(endpointOf))
  if (well.size > 0) await store.noteSuccess(ctx, [...well])
  // In one order in every process, so that two of them never wait for each other.
  const troubled = Map.groupBy(
    outcomes.filter((outcome) => outcome.error !== null),
    endpointOf,
  )
  for (const [endpointId, failed] of [...troubled].sort(([a], [b]) => (a < b ? -1 : 1)))
    await noteTrouble(ctx, endpointId, failed, well.has(endpointId))
}

const endpointOf = ({ delivery }: Outcome): string => delivery.endpointId

async function noteTrouble(
  ctx: Tx,
  endpointId: string,
  failed: readonly Outcome[],
  isWell: boolean,
): Promise<void> {
  if (failed.some(({ status }) => isGone(status))) return stop(ctx, endpointId, 'gone')
  // Something was received meanwhile: what failed is about that event, not about the endpoint.
  if (isWell) return
  const noted = await store.noteFailures(ctx, endpointId, failed.length)
  const since = noted?.failing_since?.getTime() ?? Number.POSITIVE_INFINITY
  if (ctx.now().getTime() - since >= givenUpAfterMs) await stop(ctx, endpointId, 'unreachable')
}

async function stop(ctx: Tx, endpointId: string, reason: 'gone' | 'unreachable'): Promise<void> {
  if (await store.stop(ctx, endpointId))
    publish(ctx, 'webhook_endpoint.failing', { type: 'webhook_endpoint', id: endpointId }, { reason })
}
