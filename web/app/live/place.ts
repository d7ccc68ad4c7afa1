/**
 * How far this page has followed the events. Everything up to the cursor was told; above it, out of order, what is in
 * `seen`. One event may be told in several pushes, which come one right after the other.
 */
export type Place = {
  cursor: () => string | null
  /** Whether a push of this event is news. Remembers that it was told. */
  isNews: (eventId: string) => boolean
  /** Never back. */
  moveTo: (cursor: string) => void
  /** Wherever it was before, from here on. */
  startAt: (cursor: string) => void
  /** From now on a push of the event before is a repetition: the connection is another one. */
  pause: () => void
}

export function createPlace(): Place {
  let cursor: string | null = null
  let current: string | null = null
  const seen = new Set<string>()

  const forget = () => {
    for (const id of seen) if (cursor !== null && !isAfter(id, cursor)) seen.delete(id)
  }
  return {
    cursor: () => cursor,
    isNews(eventId) {
      if (eventId === current) return true
      if (seen.has(eventId) || (cursor !== null && !isAfter(eventId, cursor))) return false
      seen.add(eventId)
      current = eventId
      return true
    },
    moveTo(next) {
      if (cursor !== null && !isAfter(next, cursor)) return
      cursor = next
      forget()
    },
    startAt(next) {
      cursor = next
      current = null
      seen.clear()
    },
    pause() {
      current = null
    },
  }
}

/** As in contract/live.ts, which would bring the validator of the server along. */
const isAfter = (one: string, other: string): boolean => BigInt(one) > BigInt(other)
