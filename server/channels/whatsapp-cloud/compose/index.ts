import type { Outgoing, OutgoingMedia, ToSend } from '../../channel.ts'
import { composeContacts } from './contacts.ts'
import { composeInteractive } from './interactive.ts'
import { composeLocation } from './location.ts'
import { recipientOf } from './recipient.ts'
import { composeTemplate } from './template.ts'

export { recipientOf } from './recipient.ts'

/** What the Graph wants to be posted for a message. Who cannot be addressed must not get here: `recipientOf` tells. */
export function compose({ to, message, replyTo, ours }: ToSend): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipientOf(to),
    ...composeMessage(message),
    // A reaction names its message itself, and is refused with a second one.
    ...(replyTo && message.type !== 'reaction' && { context: { message_id: replyTo } }),
    biz_opaque_callback_data: ours,
  }
}

function composeMessage(message: Outgoing): Record<string, unknown> {
  switch (message.type) {
    case 'text':
      return { type: 'text', text: { body: message.text, preview_url: message.previewUrl } }
    case 'media':
      return { type: message.media.kind, [message.media.kind]: composeMedia(message.media) }
    case 'location':
      return { type: 'location', location: composeLocation(message.location) }
    case 'contacts':
      return { type: 'contacts', contacts: composeContacts(message.contacts) }
    case 'interactive':
      return { type: 'interactive', interactive: composeInteractive(message.interactive) }
    case 'template':
      return { type: 'template', template: composeTemplate(message.template) }
    case 'reaction':
      return { type: 'reaction', reaction: { message_id: message.providerId, emoji: message.emoji } }
  }
}

function composeMedia({ kind, providerId, caption, name, voice }: OutgoingMedia): Record<string, unknown> {
  const captioned = kind !== 'audio' && kind !== 'sticker'
  return {
    id: providerId,
    ...(caption && captioned && { caption }),
    ...(name && kind === 'document' && { filename: shortened(name) }),
    ...(voice && kind === 'audio' && { voice: true }),
  }
}

// The end says what kind of file it is.
const shortened = (name: string): string =>
  name.length <= 240 ? name : `${name.slice(0, 200).toWellFormed()}…${name.slice(-20).toWellFormed()}`
