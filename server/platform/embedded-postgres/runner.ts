import { lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'

/** Whom PostgreSQL runs as when that is not us: it refuses to run as root. */
export type Runner = { uid: number; gid: number }

const nobody: Runner = { uid: 65534, gid: 65534 }

export function chooseRunner(clusterDir: string): Runner | undefined {
  const me = process.getuid?.()
  if (me === undefined) return undefined
  const owner = lstatSync(clusterDir, { throwIfNoEntry: false })
  if (me === 0) return runnerForRoot(clusterDir, owner)
  if (owner && owner.uid !== me) {
    throw new StartError(
      `The database in ${clusterDir} belongs to user id ${owner.uid}, and this is user id ${me}: start as that user or as root.`,
    )
  }
  return undefined
}

function runnerForRoot(clusterDir: string, owner: Runner | undefined): Runner {
  // Without /proc/self/cwd the unprivileged process could not reach a directory that is closed to it.
  if (process.platform !== 'linux') throw new StartError('Start as an ordinary user, or set DATABASE_URL.')
  if (!owner) return nobody
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  // A backup put back by root belongs to root.
  handOver(clusterDir, nobody)
  return nobody
}

export function handOver(path: string, to: Runner) {
  lchownSync(path, to.uid, to.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) handOver(join(path, name), to)
}
