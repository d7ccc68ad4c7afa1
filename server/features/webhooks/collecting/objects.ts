import { shownContacts } from '#features/contacts/index.ts'
import { conversationsByIds, messagesByIds } from '#features/inbox/index.ts'
import type { Ctx } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/feed.ts'

/** What an event is about as the API shows it, by id. What is gone by now is left out. */
type Source = { subject: string; load: (ctx: Ctx, ids: string[]) => Promise<ReadonlyMap<string, unknown>> }

/** By the type of an event's subject, which is also the name under which the object is sent. */
const sources: readonly Source[] = [
  { subject: 'message', load: messagesByIds },
  { subject: 'conversation', load: conversationsByIds },
  { subject: 'contact', load: shownContacts },
]

/** For each event the part of its body that shows its object; one question per kind of object. */
export async function objectsOf(
  ctx: Ctx,
  events: readonly StoredEvent[],
  known: readonly Source[] = sources,
): Promise<(event: StoredEvent) => Record<string, unknown>> {
  const loaded = await Promise.all(
    known.map(async ({ subject, load }) => {
      const ids = events.flatMap((event) => (event.subject.type === subject ? (event.subject.id ?? []) : []))
      return [
        subject,
        ids.length > 0 ? await loadAll(ctx, { subject, load }, [...new Set(ids)]) : none,
      ] as const
    }),
  )
  const bySubject = new Map(loaded)
  return ({ subject: { type, id } }) => {
    const object = bySubject.get(type)?.get(id ?? '')
    return object === undefined ? {} : { [type]: object }
  }
}

/** One object that cannot be shown must not keep the others, or all that comes after, from being told. */
async function loadAll(
  ctx: Ctx,
  { subject, load }: Source,
  ids: string[],
): Promise<ReadonlyMap<string, unknown>> {
  try {
    return await load(ctx, ids)
  } catch (error) {
    if (ids.length > 1) {
      const parts = await Promise.all(ids.map((id) => loadAll(ctx, { subject, load }, [id])))
      return new Map(parts.flatMap((part) => [...part]))
    }
    ctx.log.error({ err: error, subject, id: ids[0] }, 'a webhook is sent without its object')
    return none
  }
}

const none: ReadonlyMap<string, unknown> = new Map()
