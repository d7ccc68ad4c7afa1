const mb = 1024 ** 2
type Kind = { types: string[]; most: number }

/** What the business may send as what, and how large. Customers may send anything up to 100 MB. */
export const kinds: Record<'audio' | 'document' | 'image' | 'sticker' | 'video', Kind> = {
  audio: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], most: 16 * mb },
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
    most: 100 * mb,
  },
  image: { types: ['image/jpeg', 'image/png'], most: 5 * mb },
  sticker: { types: ['image/webp'], most: 500 * 1024 },
  video: { types: ['video/mp4', 'video/3gpp'], most: 16 * mb },
}
export type MediaKind = keyof typeof kinds
export const mostBytes = 100 * mb

/** `audio/ogg; codecs=opus` is audio/ogg. */
export const baseType = (mimeType: string): string => mimeType.split(';')[0]?.trim().toLowerCase() ?? ''

/** What is wrong with these bytes as that; null when nothing is. */
export function problemAs(kind: MediaKind, mimeType: string, bytes: number): string | null {
  const { types, most } = kinds[kind]
  const type = baseType(mimeType)
  if (!types.includes(type)) return `${type} is not supported for ${kind}. Use one of: ${types.join(', ')}`
  return bytes > most ? `${kind} is larger than ${most} bytes` : null
}

/** An upload does not say what it will be sent as: it must fit at least one. */
export function problemOfUpload(mimeType: string, bytes: number): string | null {
  const possible = (Object.keys(kinds) as MediaKind[]).filter(
    (
      kind, // the keys of the table above
    ) => kinds[kind].types.includes(baseType(mimeType)),
  )
  const [first] = possible
  if (!first) return `Param file must be a file with one of the supported types, not ${baseType(mimeType)}`
  return possible.some((kind) => problemAs(kind, mimeType, bytes) === null)
    ? null
    : `Param file is larger than ${kinds[first].most} bytes`
}
