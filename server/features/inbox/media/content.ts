import { Readable } from 'node:stream'
import type { Ctx } from '#platform/context.ts'
import type { ByteRange } from '#platform/files/index.ts'
import type { Kind } from './media.ts'
import { type Opus, readOpus } from './ogg.ts'
import { type Look, lookAt, thumbnailOf } from './picture.ts'
import * as store from './store.ts'

/** A file that is kept, with the type that it has by its content. */
export type Kept = { hash: string; size: number; type: string }
export type Description = {
  width: number | null
  height: number | null
  seconds: number | null
  thumbnail_hash: string | null
}

// Larger pictures are passed on as they are, and have no small one.
export const largestPicture = 32 * 1024 * 1024
const pictures = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/heic',
  'image/heif',
  'image/tiff',
])

export const isPicture = ({ type, size }: Kept): boolean => pictures.has(type) && size <= largestPicture

/** What can be told of a file without playing it. What cannot stays unknown: nobody waits for a thumbnail. */
export async function describe(ctx: Ctx, file: Kept, kind: Kind): Promise<Description> {
  if (kind === 'audio') return { ...nothing, seconds: (await opusIn(ctx, file))?.seconds ?? null }
  if ((kind !== 'image' && kind !== 'sticker') || !isPicture(file)) return nothing
  const bytes = await bytesOf(ctx, file.hash)
  const look = await lookAt(bytes)
  const thumbnail = look && (await thumbnailOf(bytes))
  const kept = thumbnail && (await keep(ctx, thumbnail))
  return { ...nothing, ...sidesOf(look), thumbnail_hash: kept?.hash ?? null }
}

const nothing: Description = { width: null, height: null, seconds: null, thumbnail_hash: null }
const sidesOf = (look: Look | null) => (look ? { width: look.width, height: look.height } : {})

const sample = 65_536

export async function opusIn(ctx: Ctx, { hash, size, type }: Kept): Promise<Opus | null> {
  if (type !== 'audio/ogg') return null
  const head = await bytesOf(ctx, hash, { start: 0, end: Math.min(size, sample) - 1 })
  const tail = await bytesOf(ctx, hash, { start: Math.max(0, size - sample), end: size - 1 })
  return readOpus(head, tail)
}

export async function bytesOf(ctx: Ctx, hash: string, range?: ByteRange): Promise<Buffer> {
  const { stream } = await ctx.files.open(hash, range)
  return Buffer.concat(await stream.toArray())
}

export const keep = (ctx: Ctx, bytes: Buffer) =>
  ctx.files.put(Readable.from([bytes], { objectMode: false }), { maxBytes: bytes.length })

/** What came and is not wanted after all, unless the same content is somebody else's. */
export async function discard(ctx: Ctx, hash: string): Promise<void> {
  if (!(await store.isKept(ctx, hash))) await ctx.files.remove(hash)
}
