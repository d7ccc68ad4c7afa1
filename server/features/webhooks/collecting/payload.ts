import type { Ctx } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/feed.ts'
import { sealPayload } from '../sealed-payload.ts'
import { objectsOf } from './objects.ts'

export type Payload = { eventId: string; name: string; sealed: string }

/** What is sent, as Standard Webhooks has it. */
export async function payloadsOf(ctx: Ctx, events: readonly StoredEvent[]): Promise<Payload[]> {
  const objectOf = await objectsOf(ctx, events)
  return events.map((event) => ({
    eventId: event.id,
    name: event.name,
    sealed: sealPayload(ctx, bodyOf(event, objectOf(event))),
  }))
}

const bodyOf = (
  { id, name, at, subject, actor, details }: StoredEvent,
  object: Record<string, unknown>,
): object => ({
  type: name,
  timestamp: at,
  data: { id, subject, actor: { kind: actor.kind }, details, ...object },
})
