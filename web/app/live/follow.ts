import type { CaughtUp, PushMark } from '#contract/live.ts'
import { createPlace } from './place.ts'

export type Told = { name: string; payload: Record<string, unknown> & PushMark }

type Around = {
  /** Everything after a cursor, a page at a time; null when the connection went meanwhile. */
  ask: (after: string) => Promise<CaughtUp | null>
  pass: (told: Told) => void
  /** The first cursor: what was read before it may have missed something. */
  onFirst: () => void
  /** Too much was missed to be told: everything on screen is to be read again. */
  onResync: () => void
}

export type Follower = ReturnType<typeof createFollower>

/** Sees to it that every push is passed on once and none is missed, over as many connections as it takes. */
export function createFollower({ ask, pass, onFirst, onResync }: Around) {
  const place = createPlace()
  let waiting: Told[] | null = null

  const tell = (told: Told) => {
    if (place.isNews(told.payload.eventId)) pass(told)
    place.moveTo(told.payload.cursor)
  }

  const takeIn = ({ events, cursor, resync }: CaughtUp) => {
    for (const told of events) tell(told as Told) // by contract, every push of an event is marked
    place.moveTo(cursor)
    if (!resync) return
    place.startAt(cursor)
    onResync()
  }

  /** What comes meanwhile waits, or the cursor would run past what is still to be told. */
  const catchUp = async (): Promise<boolean> => {
    const late: Told[] = []
    waiting = late
    for (let over = false; !over; ) {
      const answer = await ask(place.cursor() ?? '0')
      if (!answer || waiting !== late) return false
      takeIn(answer)
      over = answer.complete || answer.resync
    }
    waiting = null
    place.pause()
    for (const told of late) tell(told)
    return true
  }

  return {
    /** On `hello`. True when nothing is missing any more. */
    async arrive(cursor: string): Promise<boolean> {
      place.pause()
      if (place.cursor() !== null) return catchUp()
      place.startAt(cursor)
      onFirst()
      return true
    },
    hear(told: Told): void {
      if (waiting) waiting.push(told)
      else tell(told)
    },
    /** The server says how far it has told, when there was nothing to tell. */
    moveTo(cursor: string): void {
      if (!waiting) place.moveTo(cursor)
    },
    /** The connection is gone, and what waited with it: the next one asks for it again. */
    lose(): void {
      waiting = null
    },
  }
}
