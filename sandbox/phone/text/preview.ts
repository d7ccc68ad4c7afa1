import type { ThreadMessage } from '../../api.ts'
import type { IconName } from '../dom/icons.ts'
import { say, type Word } from '../language.ts'
import { offerOfInteractive } from '../wire/offer.ts'
import { fields, list, text } from '../wire/unknown.ts'
import { plainText } from './format.ts'

export type Preview = { icon?: IconName; words: string }

/** A message in one line, for the list of people, quotes and screen readers. */
export function preview(message: ThreadMessage): Preview {
  if (message.deletedAt !== undefined) return { icon: 'blocked', words: say('deleted') }
  const content = fields(message.content)
  const medium = media[message.type]
  if (medium) {
    const name = message.type === 'audio' && content.voice === true ? 'voiceNote' : medium.word
    return { icon: medium.icon, words: text(content.caption) || text(content.filename) || say(name) }
  }
  return plain[message.type]?.(content, message) ?? { words: say('unknownKind') }
}

const media: Record<string, { icon: IconName; word: Word }> = {
  image: { icon: 'image', word: 'photo' },
  video: { icon: 'video', word: 'video' },
  audio: { icon: 'mic', word: 'audio' },
  document: { icon: 'file', word: 'document' },
  sticker: { icon: 'sticker', word: 'sticker' },
}

type Read = (content: Record<string, unknown>, message: ThreadMessage) => Preview

const plain: Record<string, Read> = {
  text: ({ body }) => ({ words: oneLine(text(body)) }),
  location: ({ name }) => ({ icon: 'pin', words: text(name) || say('location') }),
  contacts: (_, { content }) => ({
    icon: 'contact',
    words: contactNames(content).join(', ') || say('contact'),
  }),
  template: (_, { template }) => ({ words: oneLine(template?.body ?? '') || say('template') }),
  interactive: (content) => ({ words: oneLine(tapped(content).title || offerOfInteractive(content).text) }),
  button: (content) => ({ words: text(content.text) }),
  order: () => ({ icon: 'bag', words: say('order') }),
  system: ({ body }) => ({ icon: 'info', words: text(body) || say('changedNumber') }),
}

/** What the customer chose among the things that were offered. */
export function tapped(content: Record<string, unknown>): { title: string; description: string } {
  const chosen = fields(content.button_reply ?? content.list_reply)
  const form = content.nfm_reply ? say('formSent') : ''
  return { title: text(chosen.title) || form, description: text(chosen.description) }
}

export const contactNames = (content: unknown): string[] =>
  list(content).map((each) => text(fields(fields(each).name).formatted_name))

const oneLine = (words: string) => plainText(words).replaceAll(/\s+/g, ' ').trim().slice(0, 200)
