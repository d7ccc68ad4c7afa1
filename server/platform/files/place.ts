import type { Readable } from 'node:stream'
import { DomainError } from '#platform/errors.ts'
import type { FileType } from './type.ts'

export type StoredFile = FileType & {
  /** SHA-256 of the content in hexadecimal, and the name that it is kept under. */
  hash: string
  size: number
}
/** `size` is that of the whole file, whatever the range. */
export type OpenedFile = { stream: Readable; size: number }
/** The first and the last byte, both included. */
export type ByteRange = { start: number; end: number }

/** Where complete files are kept; a place may assume that a hash is one. */
export type Place = {
  /** Takes the complete file at this path over. */
  keep: (path: string, file: StoredFile) => Promise<void>
  open: (hash: string, range: ByteRange | undefined) => Promise<OpenedFile | undefined>
  exists: (hash: string) => Promise<boolean>
  remove: (hash: string) => Promise<void>
  healthy: () => Promise<void>
}

/** As much of the range as the file has. */
export function within(size: number, { start, end }: ByteRange): ByteRange {
  if (start < 0 || start > end || start >= size) throw rangeOutside(size)
  return { start, end: Math.min(end, size - 1) }
}

const rangeOutside = (size: number): DomainError =>
  new DomainError(416, 'range_outside', `The file has ${size} bytes; the range asked for lies outside.`)
