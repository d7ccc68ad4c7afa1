import type { Tx } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { DeliveryStatus, ProviderError } from '../../../channels/channel.ts'
import { isStopped } from './backoff.ts'
import { noteDelivered } from './noticing.ts'
import { advance, type Progress } from './status.ts'
import { stopFor } from './stopping.ts'
import * as store from './store.ts'

export type Reported = {
  numberId: string
  providerId: string
  /** Our own id, where the provider gave it back. */
  ours: string | null
  status: DeliveryStatus
  at: Date
  error: ProviderError | null
}

/** Takes messages as far as these statuses say; a status of a message that is not there yet waits for it. */
export async function mergeStatuses(ctx: Tx, all: readonly Reported[]): Promise<void> {
  if (all.length === 0) return
  const rows = await store.lockReported(ctx, all)
  const find = finder(rows)
  const changed = new Map<string, { row: store.Reportable; progress: Progress; providerId: string }>()
  const early: Reported[] = []
  for (const report of all) {
    const row = find(report)
    if (!row || isOfEarlierAttempt(row, report)) {
      early.push(report)
      continue
    }
    const before = changed.get(row.id)?.progress ?? progressOf(row)
    const progress = advance(before, report)
    if (isNews(before, progress) || row.provider_id === null)
      changed.set(row.id, { row, progress, providerId: report.providerId })
  }
  await store.keepWaiting(ctx, early)
  await store.saveProgress(ctx, [...changed.values()])
  for (const { row, progress } of changed.values()) tell(ctx, row, progress)
  await stopAfter(ctx, [...changed.values()])
  noteDelivered(ctx, all)
}

/** Of messages that have just become known: what was told of them before. */
export async function mergeWaiting(
  ctx: Tx,
  messages: readonly { numberId: string; providerId: string }[],
): Promise<void> {
  if (messages.length === 0) return
  const waited = await store.takeWaiting(ctx, messages)
  await mergeStatuses(
    ctx,
    waited.map((row) => ({
      numberId: row.number_id,
      providerId: row.provider_id,
      ours: null,
      // Written by `keepWaiting` from what the channel said.
      status: row.status as DeliveryStatus,
      at: row.at,
      error: row.error,
    })),
  )
}

/** What the provider accepted and failed afterwards may be the fault of the number or of the whole account. */
async function stopAfter(
  ctx: Tx,
  changed: readonly { row: store.Reportable; progress: Progress }[],
): Promise<void> {
  const failed = changed.flatMap(({ row, progress: { status, error } }) =>
    status === 'failed' && error && isStopped(error) ? [{ numberId: row.number_id, error }] : [],
  )
  await stopFor(ctx, failed)
}

/**
 * A failure that is told again after somebody had the message sent anew. Should it be the new attempt's after all, it
 * waits for the answer that brings its id.
 */
function isOfEarlierAttempt(
  { status, provider_id, sending_at }: store.Reportable,
  { status: reported, providerId, at }: Reported,
): boolean {
  if (reported !== 'failed') return false
  if (provider_id !== null) return provider_id !== providerId
  // The provider tells whole seconds only.
  return status === 'queued' || (sending_at !== null && at.getTime() + 1000 <= sending_at.getTime())
}

function finder(rows: readonly store.Reportable[]) {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byProviderId = new Map(rows.map((row) => [`${row.number_id} ${row.provider_id}`, row]))
  return ({ ours, numberId, providerId }: Reported) => {
    const own = ours === null ? undefined : byId.get(ours.toLowerCase())
    // What comes back as our id was ours only if it belongs to this number.
    return own?.number_id === numberId ? own : byProviderId.get(`${numberId} ${providerId}`)
  }
}

function tell(ctx: Tx, { id, conversation_id, status }: store.Reportable, progress: Progress): void {
  if (status === progress.status) return
  const details = { conversationId: conversation_id, status: progress.status }
  publish(ctx, 'message.updated', { type: 'message', id }, details)
}

export const progressOf = (row: store.Reportable): Progress => ({
  status: row.status,
  sentAt: row.sent_at,
  deliveredAt: row.delivered_at,
  readAt: row.read_at,
  failedAt: row.failed_at,
  error: row.error,
})

const isNews = (before: Progress, after: Progress): boolean =>
  before.status !== after.status ||
  before.sentAt?.getTime() !== after.sentAt?.getTime() ||
  before.deliveredAt?.getTime() !== after.deliveredAt?.getTime() ||
  before.readAt?.getTime() !== after.readAt?.getTime()
