import { z } from 'zod'
import type { InboundItem, Parsed, Person } from '../../../channel.ts'
import { readBody } from '../body/body.ts'
import { Id, maybe, Text } from '../shape/lenient.ts'
import type { Element } from '../shape/place.ts'

/** What reactions, edits and deletions have of the message that brings them. */
export type Afterthought = {
  number: string
  at: Date
  raw: unknown
  providerId: string
  from: Person
  byBusiness: boolean
}

/** What somebody does to an earlier message; the same in both directions. Null for every other type. */
export function readAfterthought(type: string, element: Element, base: Afterthought): Parsed | null {
  const part = element.raw[type]
  if (type === 'reaction') return only(readReaction(part, base))
  if (type === 'edit') return readEdit(part, element, base)
  if (type === 'revoke') return only(readDeletion(part, base))
  return null
}

const Reaction = z.object({ message_id: Id(512), emoji: maybe(Text(64)) })

/** Taken back is an empty emoji, or none. */
function readReaction(part: unknown, base: Afterthought): InboundItem {
  const { message_id, emoji } = Reaction.parse(part)
  return { kind: 'reaction', ...base, of: message_id, emoji: emoji || null }
}

const Original = z.object({ original_message_id: Id(512) })
const Edit = Original.extend({ message: z.looseObject({ type: Text(100) }) })

function readEdit(part: unknown, { slice }: Element, { byBusiness: _, ...base }: Afterthought): Parsed {
  const { original_message_id, message } = Edit.parse(part)
  const { content, unknown } = readBody(message, message.type)
  const { items } = only({ kind: 'edit', ...base, of: original_message_id, message: content })
  if (unknown === null) return { items, unparsed: [] }
  return {
    items,
    unparsed: [{ kind: 'edit', reason: 'unknown_type', detail: `edit/${unknown}`, item: slice }],
  }
}

function readDeletion(part: unknown, { byBusiness: _, ...base }: Afterthought): InboundItem {
  return { kind: 'deletion', ...base, of: Original.parse(part).original_message_id }
}

const only = (item: InboundItem): Parsed => ({ items: [item], unparsed: [] })
