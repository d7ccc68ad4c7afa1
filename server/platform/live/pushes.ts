import type { EventName } from '#contract/events.ts'
import type { PushMark } from '#contract/live.ts'
import type { Ctx } from '#platform/context.ts'
import type { StoredEvent } from '#platform/events/feed.ts'
import { limits } from '#platform/live/limits.ts'
import type { LiveRule, Push } from '#platform/live/rules.ts'

export type EventPushes = { event: StoredEvent; pushes: Push[] }
export type ToPushes = (events: readonly StoredEvent[]) => Promise<EventPushes[]>

/** What events mean to whom, in their order. A rule that fails costs its own pushes only. */
export function pushesBy(ctx: Ctx, rules: readonly LiveRule[]): ToPushes {
  const byName = new Map<EventName, LiveRule[]>()
  for (const rule of rules)
    for (const name of new Set(rule.on)) byName.set(name, [...(byName.get(name) ?? []), rule])
  const pushesOf = async (event: StoredEvent): Promise<EventPushes> => {
    const pushed = (byName.get(event.name) ?? []).map((rule) => attempted(ctx, rule, event))
    return { event, pushes: (await Promise.all(pushed)).flat() }
  }
  return async (events) => {
    const all: EventPushes[] = []
    for (let first = 0; first < events.length; first += limits.rulesAtOnce)
      all.push(...(await Promise.all(events.slice(first, first + limits.rulesAtOnce).map(pushesOf))))
    return all
  }
}

async function attempted(ctx: Ctx, rule: LiveRule, event: StoredEvent): Promise<Push[]> {
  try {
    return await rule.push(ctx, event)
  } catch (error) {
    ctx.log.error({ err: error, event: event.name, eventId: event.id }, 'an event was not pushed')
    return []
  }
}

export const marked = ({ payload }: Push, mark: PushMark): Record<string, unknown> => ({
  ...payload,
  ...mark,
})

/** The cursor of whoever has been given these events up to the one at `index`: never past the next. */
export function cursorAt(events: readonly { id: string }[], index: number, settled: string): string {
  const next = events[index + 1]
  const before = next && BigInt(next.id) - 1n
  return before !== undefined && before < BigInt(settled) ? String(before) : settled
}
