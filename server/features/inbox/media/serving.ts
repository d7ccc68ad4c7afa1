import type { Readable } from 'node:stream'
import type { Ctx } from '#platform/context.ts'
import { conflict, DomainError, notFound } from '#platform/errors.ts'
import type { ByteRange } from '#platform/files/index.ts'
import { authorize } from '#platform/policy.ts'
import { reachOf } from '../conversations/reach.ts'
import type { MediaRow, Viewer } from './store.ts'
import * as store from './store.ts'
import { isShown } from './types.ts'

export type Served = {
  status: 200 | 206
  headers: Record<string, string>
  type: string
  stream: Readable
}

/** Which file of it: itself, or the small picture. */
export type Which = 'file' | 'thumbnail'

export async function openMedia(ctx: Ctx, id: string, which: Which, range?: string): Promise<Served> {
  authorize(ctx, 'conversations:read')
  const media = await findVisible(ctx, id)
  if (!media) throw notFound('file')
  const { hash, type } = contentOf(media, which)
  const size = await sizeOf(ctx, media, hash, which)
  const part = readRange(range, size)
  const { stream } = await ctx.files.open(hash, part)
  const length = part ? part.end - part.start + 1 : size
  return {
    status: part ? 206 : 200,
    type,
    stream,
    headers: {
      'accept-ranges': 'bytes',
      'content-length': String(length),
      ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${size}` }),
      'content-disposition': dispositionOf(type, which === 'file' ? media.name : null),
      // Its content never changes; who may see it might.
      'cache-control': 'private, max-age=3600',
      etag: `"${hash}"`,
    },
  }
}

/** The row, for who may see it: in a conversation that they reach, or brought by themselves. */
export function findVisible(ctx: Ctx, id: string): Promise<MediaRow | undefined> {
  const { kind, id: actorId } = ctx.actor
  const viewer: Viewer = {
    reach: reachOf(ctx),
    personId: kind === 'person' ? actorId : null,
    isProgram: kind === 'api_key',
  }
  return store.findVisible(ctx, id, viewer)
}

function contentOf(media: MediaRow, which: Which): { hash: string; type: string } {
  if (media.state === 'waiting') throw conflict('media_waiting', 'This file is still being fetched.')
  if (media.state === 'failed')
    throw new DomainError(410, 'media_failed', 'This file could not be fetched, and cannot be any more.')
  const hash = which === 'file' ? media.hash : media.thumbnail_hash
  if (hash === null) throw notFound('file')
  return { hash, type: which === 'file' ? (media.type ?? 'application/octet-stream') : 'image/webp' }
}

/** Of the file it is known; the small picture is opened to see. */
async function sizeOf(ctx: Ctx, { size }: MediaRow, hash: string, which: Which): Promise<number> {
  if (which === 'file' && size !== null) return Number(size)
  const { stream, size: found } = await ctx.files.open(hash, { start: 0, end: 0 })
  stream.destroy()
  return found
}

/** One range; several at once, and what is no range, are answered with everything, as HTTP allows. */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && from !== '' && Number(to) < start) return undefined
  if (start >= size || end < start) throw new RangeOutside(size)
  return { start, end }
}

export class RangeOutside extends DomainError {
  readonly contentRange: string

  constructor(size: number) {
    super(416, 'range_outside', `The file has ${size} bytes; the range asked for lies outside.`)
    this.contentRange = `bytes */${size}`
  }
}

function dispositionOf(type: string, name: string | null): string {
  const how = isShown(type) ? 'inline' : 'attachment'
  if (name === null) return how
  const plain =
    name
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\]/g, '_') || 'file'
  const full = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percent)
  return `${how}; filename="${plain}"; filename*=UTF-8''${full}`
}

const percent = (one: string) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`
