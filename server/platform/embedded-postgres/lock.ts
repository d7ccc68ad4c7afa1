import { execFileSync } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf } from '../error-code.ts'
import { StartError } from '../start-error.ts'
import { explainFileError } from './explain.ts'

type Holder = { pid: number; started: string }

/**
 * Makes this process the only one on the data directory; the returned function gives it back.
 * Taken again by the same process it stays with the first: only that one's function gives it back.
 */
export function lockDataDir(dataDir: string): () => void {
  try {
    makeFolder(dataDir)
    return takeLock(dataDir)
  } catch (error) {
    throw explainFileError(error, dataDir)
  }
}

// Node's own recursive way never ends where a folder cannot be made in one that is there, as in /proc.
function makeFolder(path: string) {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Somebody else has just made it; a link that leads nowhere stays an error.
    if (codeOf(error) !== 'EEXIST' || !existsSync(path)) throw error
  }
}

function takeLock(dataDir: string) {
  const lock = join(dataDir, 'prosa.lock')
  const mine = `${lock}.${process.pid}`
  const text = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder)
  writeFileSync(mine, text, { mode: 0o600 })
  try {
    while (!linked(mine, lock)) {
      if (read(lock) === text) return () => {}
      clearStale(lock, dataDir)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  return () => {
    if (read(lock) === text) rmSync(lock, { force: true })
  }
}

// link() is the one call that both creates and fails atomically, with the content already inside.
function linked(mine: string, lock: string) {
  try {
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function clearStale(lock: string, dataDir: string) {
  const text = read(lock)
  if (text === undefined) return
  const holder = parse(text)
  if (holder && isAlive(holder)) {
    throw new StartError(
      `The data directory ${dataDir} is in use by process ${holder.pid}: stop that one, or set PROSA_DATA to another directory.`,
    )
  }
  // Moved before it is removed: what was moved may be the fresh lock of someone who was quicker.
  const moved = `${lock}.stale.${process.pid}`
  try {
    renameSync(lock, moved)
    if (read(moved) !== text) linkSync(moved, lock)
  } catch {
    // Someone else cleared it first; the next attempt to link tells.
  }
  rmSync(moved, { force: true })
}

/** Nothing where there is nothing. One that cannot be read is another matter: waiting for it to go never ends. */
function read(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(codeOf(error) ?? '')) return undefined
    throw error
  }
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(text)
    return Number.isInteger(pid) && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    // Written by something else, or not to the end: nobody holds it.
    return undefined
  }
}

function isAlive({ pid, started }: Holder) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    if (codeOf(error) !== 'EPERM') return false
  }
  return startOf(pid) === started
}

/** When a process began, so that a number handed out again is not taken for the old one. Empty: cannot be known. */
function startOf(pid: number) {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return startByPs(pid)
  const stat = read(`/proc/${pid}/stat`)
  // The second field is the name in parentheses and may hold anything; the state is the first one after it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!fields || fields[0] === 'Z') return 'ended'
  return `${read('/proc/sys/kernel/random/boot_id')?.trim()}:${fields[19]}`
}

function startByPs(pid: number) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return 'ended'
  }
}
