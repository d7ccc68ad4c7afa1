import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat, statfs, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#platform/errors.ts'

const dayInMs = 86_400_000
const leastFree = 100 * 1_048_576

// Beside the files, so that moving a file to its place is a rename.
const arrivalsIn = (folder: string): string => join(folder, 'arriving')

/** A path that nothing is at, for a file that is on its way. */
export async function newArrival(folder: string): Promise<string> {
  await mkdir(arrivalsIn(folder), { recursive: true, mode: 0o700 })
  return join(arrivalsIn(folder), newName())
}

/** Another process may be writing at this moment; what is a day old is nobody's any more. */
export async function sweepUnfinished(folder: string): Promise<void> {
  const path = arrivalsIn(folder)
  await mkdir(path, { recursive: true, mode: 0o700 })
  for (const name of await readdir(path)) {
    // Gone already: another process sweeps, or has just finished the file.
    const found = await stat(join(path, name)).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > dayInMs) await rm(join(path, name), { force: true })
  }
}

/** Throws where nothing more can arrive: on a disk that is full, away or read-only. */
export async function assertRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < leastFree) throw new DomainError(507, 'storage_full', 'The disk is almost full.')
  const probe = join(arrivalsIn(folder), newName())
  await writeFile(probe, 'ok', { mode: 0o600 })
  await unlink(probe)
}

const newName = (): string => `${process.pid}-${randomBytes(8).toString('hex')}`
