import type { CursorMoved } from '#contract/live.ts'
import type { EventFeed } from '#platform/events/feed.ts'
import type { GuestSocket, Io } from '#platform/live/guest.ts'
import { limits } from '#platform/live/limits.ts'
import { cursorAt, type EventPushes, marked } from '#platform/live/pushes.ts'
import type { Push, SocketSession } from '#platform/live/rules.ts'

// Everything goes out through `io.local`: each process reads the events itself and tells its own sockets.

type Told = Pick<Push, 'name' | 'payload'> & { rooms: string[] }

export function tellHere(io: Io, { rooms, name, payload }: Told, except: string[] = []): void {
  if (rooms.length > 0) io.local.to(rooms).except(except).emit(name, payload)
}

/** What events mean, each push with the place of its event and the cursor that is safe to keep from then on. */
export function tellAll(io: Io, all: readonly EventPushes[], settled: string): void {
  const events = all.map(({ event }) => event)
  for (const [index, { event, pushes }] of all.entries()) {
    const cursor = cursorAt(events, index, settled)
    for (const push of pushes) tellHere(io, { ...push, payload: marked(push, { eventId: event.id, cursor }) })
  }
}

/** Lets those know how far everybody is who are told little: their next catching up is short then. */
export function beatCursor(io: Io, feed: Pick<EventFeed, 'cursor'>): NodeJS.Timeout {
  let last = feed.cursor()
  return setInterval(() => {
    const cursor = feed.cursor()
    if (cursor !== last) io.local.emit('cursor', { cursor } satisfies CursorMoved)
    last = cursor
  }, limits.cursorMs)
}

type Ways = {
  /** To the sockets of other processes. */
  pass: (push: Push) => void
  tidy: (works: ReadonlyArray<() => Promise<void>>) => void
}

/** What a feature sees of a socket. */
export function sessionOf(io: Io, socket: GuestSocket, { pass, tidy }: Ways): SocketSession {
  return {
    get actor() {
      return socket.data.guest.actor
    },
    connectionId: socket.id,
    join: (room) => void socket.join(room),
    leave: (room) => void socket.leave(room),
    tell(push) {
      tellHere(io, push, [socket.id])
      pass(push)
    },
    reply: (name, payload) => void socket.emit(name, payload),
    onClose(work) {
      if (socket.connected) socket.data.guest.onClose.push(work)
      // It went while its message was being heard.
      else tidy([work])
    },
  }
}
