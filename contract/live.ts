import { z } from 'zod'
import { Problem } from '#contract/common.ts'

/**
 * The socket's own protocol; what features push and hear is in their contracts.
 *
 * A client that wants to miss nothing keeps a cursor. It begins with the one of `hello` and loads what it shows after
 * that; it moves on with every push and every `cursor` (never back). A push whose `eventId` is at or below the cursor,
 * or was seen before, is a repetition. After a break it sends `catch_up` with its cursor until the answer is
 * `complete`; when told to `resync` it loads everything anew.
 */
export const Cursor = z.string().regex(/^\d{1,18}$/)

/** Server → client, once, when the socket is in its rooms. */
export const Hello = z.object({ cursor: Cursor, personId: z.string().nullable() })
export type Hello = z.infer<typeof Hello>

/** Server → client, now and then, when nothing else told the client that it is up to date. */
export const CursorMoved = z.object({ cursor: Cursor })
export type CursorMoved = z.infer<typeof CursorMoved>

/** In the payload of every push that comes from an event. */
export const PushMark = z.object({ eventId: Cursor, cursor: Cursor })
export type PushMark = z.infer<typeof PushMark>

/** Server → client, before the server ends the connection. After `access_changed` a client connects again at once. */
export const Goodbye = z.object({ reason: z.enum(['session_ended', 'access_changed', 'too_many_messages']) })
export type Goodbye = z.infer<typeof Goodbye>

/** Server → client: messages are being dropped. */
export const SlowDown = z.object({ retryAfterSeconds: z.number() })
export type SlowDown = z.infer<typeof SlowDown>

/** Client → server, acknowledged with CaughtUp or Refused. */
export const CatchUp = z.object({ after: Cursor })
export type CatchUp = z.infer<typeof CatchUp>

export const CaughtUp = z.object({
  events: z.array(z.object({ name: z.string(), payload: z.record(z.string(), z.unknown()) })),
  cursor: Cursor,
  complete: z.boolean(),
  resync: z.boolean(),
})
export type CaughtUp = z.infer<typeof CaughtUp>

/** The acknowledgement of any message that failed; also pushed as `problem` to who asked for none. */
export const Refused = z.object({ problem: Problem })
export type Refused = z.infer<typeof Refused>

/** Whether one event id or cursor comes after another: numbers as text, too long for a JavaScript number. */
export const isAfter = (one: string, other: string): boolean => BigInt(one) > BigInt(other)
