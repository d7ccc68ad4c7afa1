import { z } from 'zod'
import { type EventName, eventNames } from '#contract/events.ts'

/** An event as everybody reads it: the payload of a reaction, what a live rule sees. `id` grows, as text. */
export const StoredEvent = z.object({
  id: z.string().regex(/^\d+$/),
  name: z.enum(eventNames),
  subject: z.object({ type: z.string(), id: z.string().nullable() }),
  actor: z.object({ kind: z.string(), id: z.string().nullable() }),
  details: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  ),
  at: z.string(),
})
export type StoredEvent = z.infer<typeof StoredEvent>

export type EventRow = {
  id: string
  name: string
  subject_type: string
  subject_id: string | null
  actor_kind: string
  actor_id: string | null
  details: unknown
  at: Date
}

export const storedEvent = (row: EventRow): StoredEvent => ({
  id: row.id,
  // Only writeOutbox() writes these columns, from the types of the same name.
  name: row.name as EventName,
  subject: { type: row.subject_type, id: row.subject_id },
  actor: { kind: row.actor_kind, id: row.actor_id },
  details: row.details as StoredEvent['details'],
  at: row.at.toISOString(),
})
