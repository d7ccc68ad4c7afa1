import { z } from 'zod'
import { type Ctx, transaction } from '#platform/context.ts'
import { eventRetentionDays } from '#platform/events/retention.ts'
import { eventsAfter } from '#platform/events/store.ts'
import { defineJob, enqueue, type Job } from '#platform/jobs/job.ts'
import { deliveriesOf } from '../collecting/matching.ts'
import { payloadsOf } from '../collecting/payload.ts'
import { insertAgain } from '../collecting/store.ts'
import { deliverSoon } from '../delivering/jobs.ts'
import { find } from '../endpoints/store.ts'
import * as store from './store.ts'

const batch = 500
const lettingGo = 5_000

const Replay = z.object({ endpointId: z.uuid(), since: z.string(), after: z.string(), through: z.string() })
type Replay = z.infer<typeof Replay>

/** One step of a replay; the next is written with it, so that a step is done once. */
export const replayBatch: Job<Replay> = defineJob({
  name: 'webhooks.replay',
  payload: Replay,
  async perform(ctx, replay) {
    const endpoint = await find(ctx, replay.endpointId)
    if (!endpoint) return
    const { events } = await eventsAfter(ctx, replay.after, batch)
    const meant = events.filter(
      ({ id, at }) => BigInt(id) <= BigInt(replay.through) && at >= new Date(replay.since).toISOString(),
    )
    const deliveries = deliveriesOf([endpoint], meant)
    const told = new Set(deliveries.map(({ event }) => event))
    const payloads = await payloadsOf(
      ctx,
      meant.filter(({ id }) => told.has(id)),
    )
    const last = events.length === batch ? events.at(-1) : undefined
    await transaction(ctx, async (ctx) => {
      if (deliveries.length > 0) await insertAgain(ctx, deliveries, payloads)
      await deliverSoon(ctx)
      if (last && BigInt(last.id) < BigInt(replay.through))
        await enqueue(ctx, replayBatch, { ...replay, after: last.id })
    })
  },
})

/** Kept as long as the events are. */
export const letGoOfDeliveries: Job<Record<string, never>> = defineJob({
  name: 'webhooks.let_go',
  payload: z.object({}),
  async perform(ctx, _payload, { signal }) {
    while (!signal.aborted && (await store.remove(ctx, oldest(ctx), lettingGo)) >= lettingGo);
    await store.removeEmptyEndpoints(ctx)
  },
})

const oldest = (ctx: Ctx) => new Date(ctx.now().getTime() - eventRetentionDays * 86_400_000)
