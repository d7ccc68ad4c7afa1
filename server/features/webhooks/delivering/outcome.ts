import type { Sent } from './send.ts'

const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/** After the first attempt, the second … After the last of these the delivery has failed. */
export const pauses = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]

export const givenUpAfterMs = 5 * 24 * hour

export type Verdict =
  | { state: 'delivered' | 'failed'; nextAt: null; counts: true }
  /** `counts`: an attempt that we broke off ourselves is not one of theirs. */
  | { state: 'waiting'; nextAt: Date; counts: boolean }

/** What becomes of a delivery. `attempts` were made before this one. */
export function judge({ status, error }: Sent, attempts: number, now: Date): Verdict {
  if (error === null) return { state: 'delivered', nextAt: null, counts: true }
  if (error === 'aborted') return { state: 'waiting', nextAt: now, counts: false }
  const pause = pauses[attempts]
  if (isGone(status) || error === 'unreadable' || pause === undefined)
    return { state: 'failed', nextAt: null, counts: true }
  return { state: 'waiting', nextAt: new Date(now.getTime() + pause), counts: true }
}

/** 410: whoever is there asks us never to come back. */
export const isGone = (status: number | null): boolean => status === 410
