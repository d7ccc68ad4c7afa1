import type { BusinessNumber } from '../api.ts'
import { mostBytes } from '../graph/media-kinds.ts'
import { addressOf } from '../graph/uploads.ts'
import type { Media } from '../world/media.ts'
import type { World } from '../world/world.ts'
import { Problem } from './problem.ts'
import type { MessageInput } from './shape.ts'

/** A message as the webhook has it, without who and when. */
export type Composed = {
  type: string
  content: Record<string, unknown> | Record<string, unknown>[]
  /** Other keys of the message, beside the one that is called as its type. */
  beside?: Record<string, unknown>
  media?: Media
  voice?: true
}

type File = NonNullable<MessageInput['image']>
const week = 7 * 24 * 3_600_000

export function compose(world: World, number: BusinessNumber, message: MessageInput): Composed {
  const { text, button_reply, list_reply, nfm_reply, reaction, unsupported, request_welcome } = message
  for (const kind of ['image', 'video', 'audio', 'document', 'sticker'] as const) {
    const file = message[kind]
    if (file) return composeFile(world, number, kind, file)
  }
  for (const type of ['location', 'contacts', 'button', 'order', 'system'] as const) {
    const content = message[type]
    if (content) return { type, content }
  }
  if (text !== undefined) return { type: 'text', content: { body: text } }
  if (button_reply) return interactive('button_reply', button_reply)
  if (list_reply) return interactive('list_reply', list_reply)
  if (nfm_reply) return interactive('nfm_reply', { name: 'flow', body: 'Sent', ...nfm_reply })
  if (reaction)
    return {
      type: 'reaction',
      content: { message_id: reaction.of, ...(reaction.emoji && { emoji: reaction.emoji }) },
    }
  if (unsupported) return composeUnsupported(unsupported)
  if (request_welcome) return { type: 'request_welcome', content: {} }
  return composeChange(world, message)
}

const interactive = (type: string, reply: Record<string, unknown>): Composed => ({
  type: 'interactive',
  content: { type, [type]: reply },
})

function composeUnsupported({ type = 'unknown' }: { type?: string | undefined }): Composed {
  const details = 'Message type is currently not supported.'
  const title = 'Message type unknown'
  const errors = [{ code: 131051, title, message: title, error_data: { details } }]
  return { type: 'unsupported', content: { type }, beside: { errors } }
}

function composeChange(world: World, { edit, revoke }: MessageInput): Composed {
  if (revoke) return { type: 'revoke', content: { original_message_id: revoke.of } }
  if (!edit) throw new Problem(400, 'There is nothing in the message')
  const { type = 'text', content } = world.messages.find(edit.of) ?? {}
  const changed = type === 'text' ? { body: edit.text } : { ...content, caption: edit.text }
  return { type: 'edit', content: { original_message_id: edit.of, message: { type, [type]: changed } } }
}

function composeFile(world: World, number: BusinessNumber, kind: string, file: File): Composed {
  const bytes = file.bytes ? Buffer.from(file.bytes) : Buffer.from(file.base64 ?? '', 'base64')
  if (bytes.length === 0) throw new Problem(400, 'The file is empty')
  if (bytes.length > mostBytes) throw new Problem(413, 'The file is larger than 100 MB')
  const {
    mimeType,
    caption,
    filename = kind === 'document' ? 'documento' : undefined,
    voice,
    animated,
  } = file
  const createdAt = world.clock.now()
  const media = world.media.add(bytes, {
    number: number.id,
    mimeType,
    createdAt,
    expiresAt: createdAt + week,
    ...(filename !== undefined && { filename }),
  })
  const content = {
    ...(caption && { caption }),
    ...(kind === 'document' && { filename }),
    mime_type: mimeType,
    sha256: Buffer.from(media.sha256, 'hex').toString('base64'),
    id: media.id,
    url: addressOf(world, media),
    ...(kind === 'audio' && { voice: voice ?? false }),
    ...(kind === 'sticker' && { animated: animated ?? false }),
  }
  return { type: kind, content, media, ...(voice && { voice: true }) }
}
