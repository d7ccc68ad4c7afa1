import type { NewMessage } from '#contract/messages.ts'
import { type FieldError, invalid } from '#platform/errors.ts'
import { complaint, list, written } from './limits/complaint.ts'
import { interactiveComplaints } from './limits/interactive.ts'
import { templateComplaints } from './limits/template.ts'

export { checkMedia, type MediaComplaint, type MediaToCheck, mediaRules } from './limits/media.ts'

type Of<Type extends NewMessage['type']> = Extract<NewMessage, { type: Type }>
type Media = Extract<NewMessage, { media: unknown }>

/** What WhatsApp would refuse, perhaps minutes later and with a number, is refused here with the reason. */
export function assertSendable(message: NewMessage): void {
  const complaints = complaintsAbout(message)
  if (complaints.length > 0) throw invalid(complaints)
}

function complaintsAbout(message: NewMessage): FieldError[] {
  switch (message.type) {
    case 'text':
      return written('/text', message.text, 4096)
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return mediaComplaints(message)
    case 'location':
      return []
    case 'contacts':
      return contactsComplaints(message)
    case 'interactive':
      return interactiveComplaints(message.interactive)
    case 'template':
      return templateComplaints(message.template)
    case 'reaction':
      return reactionComplaints(message)
  }
}

function mediaComplaints({ type, media }: Media): FieldError[] {
  if (media.caption && (type === 'audio' || type === 'sticker'))
    return [complaint('/media/caption', 'not_allowed', `Nothing can be written below a ${type}.`)]
  if (media.voice && type !== 'audio')
    return [complaint('/media/voice', 'not_allowed', 'Only audio can be a voice message.')]
  return media.caption ? written('/media/caption', media.caption, 1024) : []
}

const contactsComplaints = ({ contacts }: Of<'contacts'>): FieldError[] => [
  ...list('/contacts', contacts, 257),
  ...contacts.flatMap(({ name, phones }, index) => [
    ...written(`/contacts/${index}/name`, name, 500),
    ...phones.flatMap(({ phone }, at) => written(`/contacts/${index}/phones/${at}/phone`, phone, 100)),
  ]),
]

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function reactionComplaints({ reaction: { emoji } }: Of<'reaction'>): FieldError[] {
  const isOne = [...graphemes.segment(emoji)].length === 1
  return emoji === '' || (isOne && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(emoji))
    ? []
    : [complaint('/reaction/emoji', 'not_an_emoji', 'A reaction is one emoji, or nothing to take it back.')]
}
