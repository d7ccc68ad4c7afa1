import type { BusinessNumber } from '../../api.ts'
import type { Media } from '../../world/media.ts'
import type { World } from '../../world/world.ts'
import { refusal } from '../errors.ts'
import { kinds, type MediaKind, problemAs } from '../media-kinds.ts'
import type { Outgoing } from './shape.ts'

export type SentFile = { kind: MediaKind; media?: Media; link?: string; voice?: boolean; filename?: string }

/** The picture, document … that goes with a message: its own, or in the header of buttons or a template. */
export function fileOf(world: World, number: BusinessNumber, outgoing: Outgoing): SentFile | undefined {
  const named = nameFile(outgoing)
  if (!named) return undefined
  const { kind, file } = named
  const about = {
    kind,
    ...(file.voice && { voice: true }),
    ...(file.filename !== undefined && { filename: file.filename }),
  }
  if (file.link !== undefined) return { ...about, link: file.link }
  const media = world.media.find(file.id ?? '')
  const isGood = media && media.number === number.id && media.expiresAt > world.clock.now()
  if (!isGood) throw refusal(131009, `Media ID ${file.id} does not exist, or is not of this phone number`)
  return { ...about, media }
}

type Named = {
  kind: MediaKind
  file: {
    id?: string | undefined
    link?: string | undefined
    voice?: boolean | undefined
    filename?: string | undefined
  }
}

const isKind = (name: string): name is MediaKind => name in kinds

function nameFile({ type, part }: Outgoing): Named | undefined {
  if (type === 'interactive') {
    const header = 'header' in part ? part.header : undefined
    if (!header || header.type === 'text') return undefined
    if (header.type === 'image') return { kind: 'image', file: header.image }
    if (header.type === 'video') return { kind: 'video', file: header.video }
    return { kind: 'document', file: header.document }
  }
  if (type === 'template') {
    const [parameter] = part.components?.find((one) => one.type === 'header')?.parameters ?? []
    if (!parameter || !isKind(parameter.type)) return undefined
    return { kind: parameter.type, file: parameter[parameter.type as 'image' & keyof typeof parameter] } // likewise
  }
  return isKind(type) ? { kind: type, file: part as Named['file'] } : undefined // the kinds have these keys
}

/** What Meta finds only when it looks into the file, after it has said 200. */
export function problemOf({ kind, media, voice }: SentFile): string | null {
  if (!media) return null
  if (voice && !media.mimeType.startsWith('audio/ogg')) return 'A voice message must be audio/ogg with OPUS'
  return problemAs(kind, media.mimeType, media.bytes)
}
