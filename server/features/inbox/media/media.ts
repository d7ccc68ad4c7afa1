import type { z } from 'zod'
import { MessageMedia } from '#contract/messages.ts'
import type { MediaRow } from './store.ts'

const Kind = MessageMedia.shape.kind
const State = MessageMedia.shape.state
export type Kind = z.infer<typeof Kind>
export const MediaKind = Kind

export const presentMedia = (row: MediaRow): MessageMedia => ({
  id: row.id,
  kind: Kind.parse(row.kind),
  state: State.parse(row.state),
  trouble: row.trouble,
  type: row.type,
  name: row.name,
  size: row.size === null ? null : Number(row.size),
  width: row.width,
  height: row.height,
  seconds: row.seconds,
  voice: row.voice,
  url: row.hash === null ? null : `/api/media/${row.id}`,
  thumbnailUrl: row.thumbnail_hash === null ? null : `/api/media/${row.id}/thumbnail`,
})
