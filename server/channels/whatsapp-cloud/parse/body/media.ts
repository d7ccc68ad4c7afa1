import { z } from 'zod'
import type { Content, InboundMedia } from '../../../channel.ts'
import { Id, maybe, Text } from '../shape/lenient.ts'

const Media = z.object({
  id: Id(),
  mime_type: maybe(Text(200)),
  sha256: maybe(Text(100)),
  caption: maybe(Text()),
  filename: maybe(Text(500)),
  voice: maybe(z.boolean()),
  animated: maybe(z.boolean()),
})

export const readMedia =
  (kind: InboundMedia['kind']) =>
  (part: unknown): Content => {
    const { id, mime_type, sha256, caption, filename, voice, animated } = Media.parse(part)
    return {
      type: kind,
      text: caption || null,
      content: animated === null ? {} : { animated },
      media: { kind, providerId: id, type: mime_type, hash: sha256, name: filename, voice: voice ?? false },
    }
  }
