import type { InboundMedia } from '../../../channel.ts'

type Kind = InboundMedia['kind']
type Rule = { types: readonly string[]; maxBytes: number }

// Nobody says whether a megabyte of Meta has 1,000 or 1,024: the smaller one is never refused.
const kB = 1_000
const MB = 1_000_000

/** What can be uploaded to be sent. What customers send may be anything up to 100 MB. */
export const mediaRules: Record<Kind, Rule> = {
  audio: {
    types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    maxBytes: 16 * MB,
  },
  document: {
    types: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    maxBytes: 100 * MB,
  },
  image: { types: ['image/jpeg', 'image/png'], maxBytes: 5 * MB },
  /** 100 kB where nothing moves. */
  sticker: { types: ['image/webp'], maxBytes: 500 * kB },
  video: { types: ['video/mp4', 'video/3gpp'], maxBytes: 16 * MB },
}
const stillSticker = 100 * kB

export type MediaComplaint =
  | { code: 'empty' }
  | { code: 'wrong_type'; allowed: readonly string[] }
  | { code: 'too_large'; maxBytes: number }

export type MediaToCheck = {
  kind: Kind
  type: string
  size: number
  /** Of stickers; those that are not known to move are measured as if they did. */
  animated?: boolean
  /** Shown with a wave and played at once: Ogg only. */
  voice?: boolean
}

export function checkMedia({
  kind,
  type,
  size,
  animated = true,
  voice,
}: MediaToCheck): MediaComplaint | null {
  const { types, maxBytes } = mediaRules[kind]
  const allowed = voice && kind === 'audio' ? ['audio/ogg'] : types
  const most = kind === 'sticker' && !animated ? stillSticker : maxBytes
  if (size <= 0) return { code: 'empty' }
  if (!allowed.includes(bare(type))) return { code: 'wrong_type', allowed }
  return size > most ? { code: 'too_large', maxBytes: most } : null
}

/** `audio/ogg; codecs=opus` is `audio/ogg`. */
const bare = (type: string): string => type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
