import { type EventName, events } from '#contract/events.ts'
import type { Tx } from '#platform/context.ts'
import { link } from '#platform/events/audit-chain.ts'
import type { Happening } from '#platform/events/publish.ts'
import * as store from '#platform/events/store.ts'
import type { StoredEvent } from '#platform/events/stored-event.ts'
import { enqueueAll } from '#platform/jobs/job.ts'
import type { JsonObject } from '#platform/schema.ts'

/**
 * Writes what was published in this transaction: the events, the jobs of those who react to them, the audit entries.
 * The chain is locked last, so that it is never held while something else is waited for.
 */
export async function writeOutbox(ctx: Tx): Promise<void> {
  if (ctx.outbox.length === 0) return
  const at = ctx.now()
  const rows = ctx.outbox.map(asRow)
  const wanted = rows.some(({ name }) => ctx.announcer.reactionsTo(name).length > 0)
  await startReactions(ctx, await store.insertEvents(ctx, rows, at, wanted))
  const audited = rows.filter(({ name }) => events[name].audited)
  if (audited.length > 0) await appendToAudit(ctx, audited, at)
}

type Row = store.NewEvent & { name: EventName; details: JsonObject }

const asRow = ({ name, subject, details, actor }: Happening): Row => ({
  name,
  subject_type: subject.type,
  subject_id: subject.id,
  actor_kind: actor.kind,
  actor_id: actor.id,
  details: storable(details),
})

async function startReactions(ctx: Tx, written: readonly StoredEvent[]): Promise<void> {
  const wanted = written.flatMap((event) =>
    ctx.announcer.reactionsTo(event.name).map((job) => ({ job, payload: { event } })),
  )
  await enqueueAll(ctx, wanted)
}

async function appendToAudit(ctx: Tx, rows: readonly Row[], at: Date): Promise<void> {
  const origin = storable({
    ip: ctx.origin?.ip ?? null,
    user_agent: ctx.origin?.userAgent.slice(0, longestUserAgent) ?? null,
    request_id: ctx.origin?.requestId ?? null,
  })
  const chain = await store.lockChain(ctx)
  let [seq, hash] = [BigInt(chain.last_seq), chain.last_hash]
  const entries = rows.map((row) => {
    seq += 1n
    const entry = { ...row, ...origin, seq: String(seq), at }
    hash = link(hash, entry)
    return { ...entry, hash }
  })
  await store.appendToChain(ctx, entries)
}

const longestUserAgent = 400

/**
 * As it will come back from jsonb, so that the hash can be made before. PostgreSQL refuses null bytes and halves of
 * surrogate pairs; an act must not fail because of what a browser calls itself.
 */
function storable<T extends object>(value: T): T {
  const clean = (_: string, inner: unknown) =>
    typeof inner === 'string' ? inner.toWellFormed().replaceAll('\0', '') : inner
  // The shape is the same; `undefined` keys are gone, which every type here allows.
  return JSON.parse(JSON.stringify(value, clean)) as T
}
