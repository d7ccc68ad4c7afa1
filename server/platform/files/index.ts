import type { Readable } from 'node:stream'
import { notFound } from '#platform/errors.ts'
import { assertRoom, sweepUnfinished } from './arriving.ts'
import { openFolder } from './folder.ts'
import type { ByteRange, OpenedFile, StoredFile } from './place.ts'
import { type ReceiveOptions, receive } from './receive.ts'
import { openS3 } from './s3.ts'
import { readS3Url } from './s3-url.ts'

export type { ByteRange, StoredFile } from './place.ts'

/** Files by their content: the same bytes are kept once, under a name that nobody chooses. */
export type Files = {
  put: (source: Readable | AsyncIterable<Uint8Array>, options: ReceiveOptions) => Promise<StoredFile>
  open: (hash: string, range?: ByteRange) => Promise<OpenedFile>
  exists: (hash: string) => Promise<boolean>
  remove: (hash: string) => Promise<void>
  /** Throws with the reason when nothing could be stored now. */
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
    healthy: async () => {
      await assertRoom(folder)
      await place.healthy()
    },
  }
}

// A name is what its content makes it: nothing else reaches the file system or the bucket.
const isHash = (hash: string): boolean => /^[\da-f]{64}$/.test(hash)
