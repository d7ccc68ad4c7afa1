import type { Readable } from 'node:stream'
import { DomainError, notFound } from '#platform/errors.ts'
import { openFolder } from './folder.ts'
import { type ReceiveOptions, receive, sweepUnfinished } from './receive.ts'
import { openS3 } from './s3.ts'
import { readS3Url } from './s3-url.ts'
import type { FileType } from './type.ts'

export type StoredFile = FileType & {
  /** SHA-256 of the content in hexadecimal, and the name that it is kept under. */
  hash: string
  size: number
}
/** The first and the last byte, both included. */
export type ByteRange = { start: number; end: number }

/** Files by their content: the same bytes are kept once, under a name that nobody chooses. */
export type Files = {
  put: (source: Readable | AsyncIterable<Uint8Array>, options: ReceiveOptions) => Promise<StoredFile>
  /** `size` is that of the whole file, whatever the range. */
  open: (hash: string, range?: ByteRange) => Promise<{ stream: Readable; size: number }>
  exists: (hash: string) => Promise<boolean>
  remove: (hash: string) => Promise<void>
  /** Throws with the reason when nothing could be stored now. */
  healthy: () => Promise<void>
}

/** Where complete files are kept; a place may assume that a hash is one. */
export type Place = {
  /** Takes the complete file at this path over. */
  keep: (path: string, file: StoredFile) => Promise<void>
  open: (
    hash: string,
    range: ByteRange | undefined,
  ) => Promise<{ stream: Readable; size: number } | undefined>
  exists: (hash: string) => Promise<boolean>
  remove: (hash: string) => Promise<void>
  healthy: () => Promise<void>
}

/** `folder` holds the files, or where FILES_URL names another place, only those that are just arriving. */
export async function openFiles({
  filesUrl,
  folder,
}: {
  filesUrl: string | null
  folder: string
}): Promise<Files> {
  const address = filesUrl === null ? undefined : readS3Url(filesUrl)
  const place = address ? openS3(address) : openFolder(folder)
  await sweepUnfinished(folder)
  return {
    put: (source, options) => receive(folder, source, options, place.keep),
    open: async (hash, range) => {
      const file = isHash(hash) ? await place.open(hash, range) : undefined
      if (!file) throw notFound('file')
      return file
    },
    exists: async (hash) => isHash(hash) && place.exists(hash),
    remove: async (hash) => {
      if (isHash(hash)) await place.remove(hash)
    },
    healthy: place.healthy,
  }
}

// A name is what its content makes it: nothing else reaches the file system or the bucket.
const isHash = (hash: string): boolean => /^[\da-f]{64}$/.test(hash)

export const rangeOutside = (size: number): DomainError =>
  new DomainError(416, 'range_outside', `The file has ${size} bytes; the range asked for lies outside.`)
