import type { z } from 'zod'
import type { EventName } from '#contract/events.ts'
import type { Permission } from '#contract/permissions.ts'
import type { Ctx } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/feed.ts'
import type { Actor } from '#platform/policy.ts'

/** A room that a socket is in by what its actor may see. Nobody joins a room by asking for it. */
export type Room =
  | `person:${string}`
  | `permission:${Permission}`
  | `team:${string}`
  | `conversation:${string}`

/** One thing to tell the sockets in these rooms. */
export type Push = { rooms: Room[]; name: string; payload: Record<string, unknown> }

/** How an event becomes pushes. The same rule serves the live feed and the catching up after a break. */
export type LiveRule = { on: readonly EventName[]; push: (ctx: Ctx, event: StoredEvent) => Promise<Push[]> }

export type SocketSession = {
  readonly actor: Actor
  /** Gone when the socket goes; features keep what belongs to this connection here, never elsewhere. */
  connectionId: string
  join: (room: Room) => void
  leave: (room: Room) => void
  /** Reaches other sockets only, is not stored and not caught up: typing. */
  tell: (push: Push) => void
  reply: (name: string, payload: unknown) => void
  /** Called once when the connection is gone, for whatever reason. */
  onClose: (work: () => Promise<void>) => void
}

/** What a client may say over the socket. `message` is parsed before `hear` sees it. */
export type SocketRule<S extends z.ZodType = z.ZodType> = {
  name: string
  can: Permission
  message: S
  // A method, so that rules of different messages fit one list: nobody calls it but with what `message` parsed.
  hear(ctx: Ctx, message: z.infer<S>, session: SocketSession): Promise<void>
}
