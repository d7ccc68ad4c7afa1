import type { Ctx } from '#platform/context.ts'
import type { Reported } from './statuses.ts'

/** Counted, so that an alarm can be set on a provider that accepts and never delivers. */
export function noteDelivered(ctx: Pick<Ctx, 'metrics'>, all: readonly Reported[]): void {
  const counter = ctx.metrics.counter('prosa_message_statuses_total', 'Statuses told by providers', [
    'status',
  ])
  for (const { status } of all) counter.inc({ status })
}
