import type { ThreadMedia } from '../api.ts'
import type { Media } from './media.ts'

export const showMedia = (media: Media, filename?: string): ThreadMedia => {
  const name = filename ?? media.filename
  return {
    id: media.id,
    url: `/sandbox/api/media/${media.id}`,
    mimeType: media.mimeType,
    bytes: media.bytes,
    ...(name !== undefined && { filename: name }),
  }
}
