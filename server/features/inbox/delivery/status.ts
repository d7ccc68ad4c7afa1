import type { DeliveryStatus, ProviderError } from '../../../channels/channel.ts'

/** How far a message has come, with the time of each step. */
export type Progress = {
  status: string
  sentAt: Date | null
  deliveredAt: Date | null
  readAt: Date | null
  failedAt: Date | null
  error: ProviderError | null
}

export type Step = { status: DeliveryStatus; at: Date; error: ProviderError | null }

const rank: Record<string, number> = {
  queued: 0,
  sending: 0,
  unknown: 0,
  cancelled: 0,
  failed: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  played: 5,
}

/**
 * Statuses come late, twice and in any order. The furthest step wins; a failure counts only for what was not delivered,
 * and not any more once it was.
 */
export function advance(before: Progress, { status, at, error }: Step): Progress {
  const times = {
    sentAt: earliest(before.sentAt, at),
    deliveredAt: before.deliveredAt,
    readAt: before.readAt,
    failedAt: before.failedAt,
  }
  if (status === 'failed') return failed(before, at, error)
  if (status !== 'sent') times.deliveredAt = earliest(before.deliveredAt, at)
  if (status === 'read' || status === 'played') times.readAt = earliest(before.readAt, at)
  // `sent` after a failure is only late; anything further shows that the failure was not the last word.
  if (status === 'sent' && before.status === 'failed') return { ...before, ...times }
  const further = rankOf(status) > rankOf(before.status) ? status : before.status
  const cleared = rankOf(further) >= rankOf('delivered') || before.status !== 'failed'
  return {
    ...times,
    status: further,
    error: cleared ? null : before.error,
    failedAt: cleared ? null : before.failedAt,
  }
}

function failed(before: Progress, at: Date, error: ProviderError | null): Progress {
  if (rankOf(before.status) >= rankOf('delivered')) return before
  return {
    ...before,
    status: 'failed',
    failedAt: earliest(before.failedAt, at),
    error: before.error ?? error,
  }
}

const rankOf = (status: string): number => rank[status] ?? 0

const earliest = (one: Date | null, other: Date): Date => (one && one < other ? one : other)
