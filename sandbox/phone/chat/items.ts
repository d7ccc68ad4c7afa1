import type { ThreadMessage } from '../../api.ts'
import type { Unsent } from '../state.ts'
import { groupByDay } from '../text/days.ts'
import { fields } from '../wire/unknown.ts'

/** The lines of a chat, top to bottom. */
export type Item =
  | { kind: 'day'; key: string; at: number }
  | {
      kind: 'message'
      key: string
      message: ThreadMessage
      first: boolean
      taken: boolean
      quoted: ThreadMessage | undefined
    }
  | { kind: 'system'; key: string; message: ThreadMessage }
  | { kind: 'unsent'; key: string; unsent: Unsent }

export function itemsOf(messages: readonly ThreadMessage[], unsent: readonly Unsent[]): Item[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const answered = answeredOffers(messages)
  const days = groupByDay(messages).flatMap((day): Item[] => [
    { kind: 'day', key: `day ${day.key}`, at: day.at },
    ...day.items.map((message, at): Item => {
      if (message.type === 'system') return { kind: 'system', key: message.id, message }
      const quoted = message.replyTo === undefined ? undefined : byId.get(message.replyTo)
      const first = startsRun(message, day.items[at - 1])
      return { kind: 'message', key: message.id, message, first, quoted, taken: answered.has(message.id) }
    }),
  ])
  return [...days, ...unsent.map((each): Item => ({ kind: 'unsent', key: each.key, unsent: each }))]
}

/** Changes when the line looks different. Ticks are left out: they change often, and alone. */
export function printOf(item: Item): string {
  switch (item.kind) {
    case 'day':
      return String(item.at)
    case 'unsent':
      return `${item.unsent.words} ${item.unsent.failed}`
    case 'system':
      return JSON.stringify(item.message.content)
    default: {
      const { message, first, taken, quoted } = item
      const { status, ...rest } = message
      return JSON.stringify([rest, first, taken, quoted?.content, quoted?.deletedAt, isWaiting(message)])
    }
  }
}

/** Sent by the business, but not on this phone yet: it is offline, or has blocked the business. */
export const isWaiting = ({ direction, status }: ThreadMessage): boolean =>
  direction === 'out' && (status === 'accepted' || status === 'sent' || status === 'failed')

function startsRun(message: ThreadMessage, before: ThreadMessage | undefined): boolean {
  return (
    !before ||
    before.type === 'system' ||
    before.direction !== message.direction ||
    message.at - before.at > 180_000
  )
}

/** Buttons can be tapped once; what was tapped quotes what offered it. */
function answeredOffers(messages: readonly ThreadMessage[]): Set<string> {
  const taps = messages.filter(({ direction, type, content }) => {
    if (direction !== 'in') return false
    return type === 'button' || (type === 'interactive' && fields(content).button_reply !== undefined)
  })
  return new Set(taps.flatMap(({ replyTo }) => replyTo ?? []))
}
