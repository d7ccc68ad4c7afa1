import { Problem } from '../customers/problem.ts'
import { baseType } from '../graph/media-kinds.ts'
import { readMultipart } from '../graph/multipart.ts'

const kinds = ['image', 'video', 'audio', 'document', 'sticker']

/** A form with a file says the same as the JSON would. */
export async function messageOfForm(body: unknown, contentType: string | undefined): Promise<unknown> {
  const { fields, file } = await readMultipart(body, contentType)
  const { number, kind = '', caption, voice, animated, replyTo, forwarded, filename } = fields
  if (!file) throw new Problem(400, 'The form has no file')
  if (!kinds.includes(kind)) throw new Problem(400, `kind is one of ${kinds.join(', ')}`)
  const context = replyTo ? { replyTo } : isTrue(forwarded) ? { forwarded: true } : undefined
  const name = filename ?? file.name
  return {
    number,
    ...(context && { context }),
    [kind]: {
      bytes: file.bytes,
      // A browser records `audio/ogg;codecs=opus`; WhatsApp says it with a space.
      mimeType: baseType(file.mimeType) === 'audio/ogg' ? 'audio/ogg; codecs=opus' : file.mimeType,
      ...(caption && { caption }),
      ...(kind === 'document' && name && { filename: name }),
      ...(isTrue(voice) && { voice: true }),
      ...(isTrue(animated) && { animated: true }),
    },
  }
}

const isTrue = (text: string | undefined) => text === 'true' || text === '1'
