import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newNumericId } from './ids.ts'

export type Media = {
  id: string
  number: string
  mimeType: string
  bytes: number
  /** Hexadecimal. */
  sha256: string
  filename?: string
  createdAt: number
  /** Ids of what customers send end after 7 days, of what the business uploads after 30. */
  expiresAt: number
  animated?: boolean
}

export type MediaStore = {
  add: (bytes: Buffer, about: Omit<Media, 'id' | 'bytes' | 'sha256'>) => Media
  find: (id: string) => Media | undefined
  read: (media: Media) => Promise<Buffer>
  remove: (id: string) => void
  all: () => Media[]
}

const mostBytes = 1024 ** 3
const mostFiles = 50_000

/** Contents are in a folder where the state is kept, in memory otherwise; the oldest go when a gigabyte is full. */
export function createMediaStore(folder: string | null, kept: Media[]): MediaStore {
  const byId = new Map(kept.map((media) => [media.id, media]))
  const contents = new Map<string, Buffer>()
  const pathOf = (id: string) => join(folder ?? '', id)
  let total = kept.reduce((sum, { bytes }) => sum + bytes, 0)

  function remove(id: string): void {
    total -= byId.get(id)?.bytes ?? 0
    byId.delete(id)
    contents.delete(id)
    if (folder) rmSync(pathOf(id), { force: true })
  }

  function add(bytes: Buffer, about: Omit<Media, 'id' | 'bytes' | 'sha256'>): Media {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const media: Media = { id: newNumericId(16), ...about, bytes: bytes.length, sha256 }
    byId.set(media.id, media)
    total += bytes.length
    if (folder) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(pathOf(media.id), bytes)
    } else contents.set(media.id, bytes)
    for (const id of byId.keys()) {
      if ((total <= mostBytes && byId.size <= mostFiles) || byId.size === 1) break
      remove(id)
    }
    return media
  }

  return {
    add,
    remove,
    find: (id) => byId.get(id),
    read: async ({ id }) => contents.get(id) ?? readFile(pathOf(id)),
    all: () => [...byId.values()],
  }
}
