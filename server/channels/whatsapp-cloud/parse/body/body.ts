import { z } from 'zod'
import type { Content, ProviderError } from '../../../channel.ts'
import { maybe, Text } from '../shape/lenient.ts'
import { readCards, readLocation } from './cards.ts'
import { readMedia } from './media.ts'
import { readOrder } from './order.ts'
import { kindOfInteractive, readButton, readInteractive } from './replies.ts'
import { readErrors, shown } from './troubles.ts'

/** `unknown` names what we could not show though it came: a person sees that it did, and we learn of it. */
export type Body = { content: Content; unknown: string | null }

/** What stands under the key that the type names. `errors` of the surroundings explain why nothing does. */
export function readBody(message: Record<string, unknown>, type: string, errors?: unknown): Body {
  const error = readErrors(message.errors) ?? (lacksBody(message, type) ? readErrors(errors) : null)
  const { content, unknown } = bodyOf(message, type, error)
  if (error) content.content.error = shown(error)
  return { content, unknown }
}

/** Meta could not make it out itself; the reason stands beside it or in the `errors` of the whole value. */
export const lacksBody = (message: Record<string, unknown>, type: string): boolean =>
  message[type] === undefined || message[type] === null

function bodyOf(message: Record<string, unknown>, type: string, error: ProviderError | null): Body {
  if (type === 'unsupported')
    return { content: unsupported(readUnsupported(message.unsupported)), unknown: null }
  const read = bodies.get(type)
  if (!read) return unknown(type)
  const unshown = lacksBody(message, type) && (error !== null || type === 'interactive')
  if (unshown) return { content: unsupported(type), unknown: null }
  const content = read(message[type])
  return content ? { content, unknown: null } : unknown(kindOfInteractive(message[type]))
}

const Said = z.object({ body: Text() })

const readText = (part: unknown): Content => {
  const { body } = Said.parse(part)
  return { type: 'text', text: body, content: {}, media: null }
}

// Not an object: `constructor` and `__proto__` are types too, if somebody says so.
const bodies = new Map<string, (part: unknown) => Content | null>([
  ['text', readText],
  ['image', readMedia('image')],
  ['video', readMedia('video')],
  ['audio', readMedia('audio')],
  ['document', readMedia('document')],
  ['sticker', readMedia('sticker')],
  ['location', readLocation],
  ['contacts', readCards],
  ['button', readButton],
  ['interactive', readInteractive],
  ['order', readOrder],
])

const Unsupported = maybe(z.object({ type: maybe(Text(100)) }))
const readUnsupported = (part: unknown): string | null => Unsupported.parse(part)?.type ?? null

/** `what` it was: a poll, say, where Meta tells. */
const unsupported = (what: string | null): Content => ({
  type: 'unsupported',
  text: null,
  content: { unsupported: { type: what } },
  media: null,
})

const unknown = (type: string): Body => ({
  unknown: type,
  content: { type: 'unknown', text: null, content: { unknown: { type } }, media: null },
})
