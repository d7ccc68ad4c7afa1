import type { MessageType, NewMessage } from '#contract/messages.ts'

/** A message that is to be sent as its row holds it: what delivery makes the channel's own form of. */
export type Shape = {
  type: MessageType
  /** What is read of it in a list. */
  text: string | null
  content: Record<string, unknown>
  mediaId: string | null
  replyTo: string | null
}

export function shapeOf(message: Exclude<NewMessage, { type: 'reaction' }>): Shape {
  const plain = {
    type: message.type,
    text: null,
    content: {},
    mediaId: null,
    replyTo: message.replyTo ?? null,
  }
  switch (message.type) {
    case 'text':
      return { ...plain, text: message.text, content: message.previewUrl ? {} : { previewUrl: false } }
    case 'location':
      return { ...plain, content: { location: message.location } }
    case 'contacts':
      return { ...plain, content: { contacts: message.contacts } }
    case 'interactive':
      return { ...plain, text: message.interactive.body, content: { interactive: message.interactive } }
    case 'template':
      return { ...plain, text: message.template.preview ?? null, content: { template: message.template } }
    default: {
      const { id, caption, voice } = message.media
      return { ...plain, text: caption ?? null, content: voice ? { voice } : {}, mediaId: id }
    }
  }
}

/** Every file of ours that goes with it, and where it is named. */
export function filesOf(message: NewMessage): Array<{ id: string; kind: string; pointer: string }> {
  if ('media' in message) return [{ id: message.media.id, kind: message.type, pointer: '/media/id' }]
  if (message.type !== 'template') return []
  const { header = [], body = [], buttons = [] } = message.template
  const parts = [
    ...header.map((parameter, at) => ({ parameter, pointer: `/template/header/${at}/mediaId` })),
    ...body.map((parameter, at) => ({ parameter, pointer: `/template/body/${at}/mediaId` })),
    ...buttons.map(({ parameter }, at) => ({
      parameter,
      pointer: `/template/buttons/${at}/parameter/mediaId`,
    })),
  ]
  return parts.flatMap(({ parameter, pointer }) =>
    'mediaId' in parameter ? [{ id: parameter.mediaId, kind: parameter.type, pointer }] : [],
  )
}
