import type { EventName } from '#contract/events.ts'
import type { Tx } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/stored-event.ts'
import type { Job } from '#platform/jobs/job.ts'
import type { Actor } from '#platform/policy.ts'

export type Subject = { type: string; id: string | null }

/**
 * What else is worth keeping of an act: ids, names of changed fields, reasons. Never personal content: the
 * audit log must not have to be edited when somebody is erased.
 */
export type Details = {
  fields?: string[]
  reason?: string
  [key: string]: string | number | boolean | string[] | null | undefined
}

export type Happening = { name: EventName; subject: Subject; details: Details; actor: Actor }

/** Tells this process, and through the database the others, that there are new events to read. */
export type Announcer = {
  committed: () => void
  reactionsTo: (name: EventName) => ReadonlyArray<Job<{ event: StoredEvent }>>
}

/**
 * Says that something happened. The rows (event, audit entry, reactions) are written together just before the
 * commit, so that the audit chain is locked for a moment only and always last.
 */
export function publish(ctx: Tx, name: EventName, subject: Subject, details: Details = {}): void {
  ctx.outbox.push({ name, subject, details, actor: ctx.actor })
}
