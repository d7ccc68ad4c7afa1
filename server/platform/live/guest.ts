import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { Origin } from '#platform/context.ts'
import type { Credentials } from '#platform/http/identify.ts'
import { type Bucket, bucket } from '#platform/live/bucket.ts'
import type { Reading } from '#platform/live/catch-up.ts'
import { limits } from '#platform/live/limits.ts'
import type { Room } from '#platform/live/rules.ts'
import type { Actor } from '#platform/policy.ts'

/** Who is behind a socket, and what this connection has been up to. */
export type Guest = {
  actor: Actor
  credentials: Credentials
  origin: Origin
  messages: Bucket
  dropped: Bucket
  reading: Reading
  onClose: Array<() => Promise<void>>
}

export type Io = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, { guest: Guest }>
export type GuestSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, { guest: Guest }>

export const newGuest = (who: Pick<Guest, 'actor' | 'credentials' | 'origin'>): Guest => ({
  ...who,
  messages: bucket(limits.messages),
  dropped: bucket(limits.dropped),
  reading: null,
  onClose: [],
})

/** The rooms that somebody is in by being who they are. */
export function roomsOf({ kind, id, permissions }: Actor): Room[] {
  const own: Room[] = kind === 'person' && id !== null ? [`person:${id}`] : []
  return [...own, ...[...permissions].map((permission): Room => `permission:${permission}`)]
}

export const keyOf = ({ kind, id, name }: Actor): string => `${kind}:${id ?? name}`
