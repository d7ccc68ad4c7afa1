import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ByteRange, type Place, rangeOutside } from './index.ts'

/** `ab/cd/<hash>`: no folder grows so large that listing it hurts. */
export function openFolder(folder: string): Place {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  return {
    keep: async (path, { hash, size }) => {
      const target = pathOf(hash)
      if ((await sizeOf(target)) === size) return
      const created = await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      // Atomic; where somebody was faster it puts the same content in the same place.
      await rename(path, target)
      await syncFolder(dirname(target))
      if (created) for (const parent of [dirname(dirname(target)), folder]) await syncFolder(parent)
    },
    open: async (hash, range) => {
      const size = await sizeOf(pathOf(hash))
      if (size === undefined) return undefined
      return { stream: createReadStream(pathOf(hash), within(size, range)), size }
    },
    exists: async (hash) => (await sizeOf(pathOf(hash))) !== undefined,
    remove: (hash) => rm(pathOf(hash), { force: true }),
    healthy: async () => {
      await access(folder)
      const { bavail, bsize } = await statfs(folder)
      if (bavail * bsize < leastFree) throw new Error('less than 100 MB of room are left for files')
    },
  }
}

const leastFree = 100 * 1_048_576

function within(size: number, range: ByteRange | undefined): ByteRange | undefined {
  if (!range) return undefined
  if (range.start < 0 || range.start > range.end || range.start >= size) throw rangeOutside(size)
  return { start: range.start, end: Math.min(range.end, size - 1) }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and keeps its names safe by itself.
  if (process.platform === 'win32') return
  const folder = await open(path)
  await folder.sync().finally(() => folder.close())
}
