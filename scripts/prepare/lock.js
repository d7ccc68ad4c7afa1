import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Interrupted } from './run.js'

/** Two starts of one clone at the same moment: the second waits for the first. */
export async function withLock(root, signal, work) {
  const folder = join(root, '.cache')
  const lock = join(folder, 'prepare.lock')
  const mine = `${lock}.${process.pid}`
  mkdirSync(folder, { recursive: true })
  writeFileSync(mine, String(process.pid))
  try {
    await take(mine, lock, signal)
  } finally {
    rmSync(mine, { force: true })
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

async function take(mine, lock, signal) {
  for (let told = false; !linked(mine, lock); told = true) {
    if (signal.aborted) throw new Interrupted()
    const holder = holderOf(lock)
    if (holder === undefined) continue
    if (!isPreparing(holder)) {
      clear(lock, holder)
      continue
    }
    if (!told)
      console.log(`Waiting for another start of this clone (process ${holder}) to finish preparing …`)
    await sleep(100)
  }
}

// Moved before it is removed: what was moved may be the fresh lock of someone who was quicker.
function clear(lock, deadHolder) {
  const moved = `${lock}.${process.pid}.stale`
  try {
    renameSync(lock, moved)
    if (holderOf(moved) !== deadHolder) linkSync(moved, lock)
  } catch {
    // Someone else cleared it first.
  }
  rmSync(moved, { force: true })
}

// Creates and fails atomically, with the content already inside.
function linked(mine, lock) {
  try {
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return undefined
  }
}

// Numbers are handed out again, in containers even the same ones at each start.
function isPreparing(pid) {
  if (!pid || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('prepare.js')
  } catch (error) {
    return error.code === 'EPERM'
  }
}
