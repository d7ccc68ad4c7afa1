import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { codeOf } from '#platform/error-code.ts'
import { DomainError } from '#platform/errors.ts'
import { newArrival } from './arriving.ts'
import type { Place, StoredFile } from './place.ts'
import { sniff } from './type.ts'

export type ReceiveOptions = {
  maxBytes: number
  /** Says by the type that the content has whether the file is wanted. */
  accept?: (type: string) => boolean
}

/**
 * Writes what arrives to a file that nobody sees, never holding more than a piece of it in memory; only when it is
 * complete, and wanted, `keep` gets it. Killed before that, it leaves a stray file that a later start sweeps away.
 */
export async function receive(
  folder: string,
  source: Readable | AsyncIterable<Uint8Array>,
  { maxBytes, accept }: ReceiveOptions,
  keep: Place['keep'],
): Promise<StoredFile> {
  // It may fail before it is read; the failure is not lost, the reading meets it.
  if (source instanceof Readable) source.on('error', () => {})
  const path = await newArrival(folder)
  try {
    const written = await write(path, source, maxBytes)
    const file = { ...written, ...(await sniff(path)) }
    if (accept && !accept(file.type))
      throw new DomainError(415, 'type_not_accepted', `Files of the type ${file.type} are not accepted here.`)
    await keep(path, file)
    return file
  } catch (error) {
    throw explained(error)
  } finally {
    await rm(path, { force: true })
  }
}

async function write(path: string, source: Readable | AsyncIterable<Uint8Array>, maxBytes: number) {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of source) {
      size += part.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      hash.update(part)
      await file.writeFile(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { hash: hash.digest('hex'), size }
}

const tooLarge = (maxBytes: number): DomainError =>
  new DomainError(
    413,
    'too_large',
    `The file is larger than the ${readable(maxBytes)} that are allowed here.`,
  )

const readable = (bytes: number): string =>
  bytes >= 1_048_576
    ? `${Math.floor(bytes / 1_048_576)} MB`
    : bytes >= 1024
      ? `${Math.floor(bytes / 1024)} KB`
      : `${bytes} bytes`

function explained(error: unknown): unknown {
  if (['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? ''))
    return new DomainError(
      507,
      'storage_full',
      'There is no room left to store files. Free some space and try again.',
      { cause: error },
    )
  return error
}
