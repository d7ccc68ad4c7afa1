import { createReadStream } from 'node:fs'
import { access, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from '#platform/error-code.ts'
import { syncFolder } from '#platform/sync-folder.ts'
import { type Place, within } from './place.ts'

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
      return { stream: createReadStream(pathOf(hash), range && within(size, range)), size }
    },
    exists: async (hash) => (await sizeOf(pathOf(hash))) !== undefined,
    remove: (hash) => rm(pathOf(hash), { force: true }),
    healthy: () => access(folder),
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
