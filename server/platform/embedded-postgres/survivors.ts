import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from '../error-code.ts'
import { StartError } from '../start-error.ts'
import { type Address, answers, onLoopback } from './address.ts'
import { type Programs, programPath } from './programs.ts'

type Place = {
  clusterDir: string
  dataDir: string
  address: Address
  programs: Programs
  say: (line: string) => void
}

/** Stops what an earlier, dead Prosa left running on this cluster. Whoever calls holds the lock of the directory. */
export async function stopSurvivors(place: Place) {
  if (process.platform === 'linux') await stopByProc(place)
  else await stopByItsOwnTool(place)
}

/** Processes of PostgreSQL at work in a directory. Exact, unlike a name or a number: zombies have no links to read. */
export function postgresIn(dir: string): number[] {
  if (!existsSync(dir)) return []
  const wanted = realpathSync(dir)
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return numbers.filter((pid) => linkOf(pid, 'cwd') === wanted && isPostgres(linkOf(pid, 'exe'))).map(Number)
}

export async function killIn(dir: string) {
  const gone = () => postgresIn(dir).length === 0
  signal(postgresIn(dir), 'SIGKILL')
  return until(gone, 5000)
}

/** After a crash the number in postmaster.pid can be someone else's by now, or a zombie's that nobody reaps. */
export function dropStalePidFile(clusterDir: string) {
  const pid = postmasterOf(clusterDir)
  if (process.platform !== 'linux' || !pid) return
  // A link we may not read is another user's process, which PostgreSQL itself does not mistake for its own.
  if (linkOf(String(pid), 'cwd') === 'unreadable') return
  if (postgresIn(clusterDir).length === 0) rmSync(join(clusterDir, 'postmaster.pid'), { force: true })
}

async function stopByProc({ clusterDir, dataDir, address, say }: Place) {
  const found = postgresIn(clusterDir)
  if (found.length === 0) return refuseStranger(dataDir, address)
  const postmaster = postmasterOf(clusterDir)
  const gone = () => postgresIn(clusterDir).length === 0
  if (postmaster && found.includes(postmaster)) {
    if (parentOf(postmaster) === process.pid) throw new Error(`This process already runs ${clusterDir}`)
    say(`Stopping the PostgreSQL (process ${postmaster}) that an ended Prosa left running`)
    signal([postmaster], 'SIGINT')
    if (await until(gone, 8000)) return
    signal([postmaster], 'SIGQUIT')
    if (await until(gone, 2000)) return
  }
  if (!(await killIn(clusterDir)))
    throw new StartError(`An old PostgreSQL in ${clusterDir} cannot be stopped.`)
}

// Same volume, other container: its processes are invisible here, its socket is not.
async function refuseStranger(dataDir: string, address: Address) {
  if (await answers(address)) {
    throw new StartError(`The data directory ${dataDir} is in use, probably from another container.`)
  }
}

// pg_ctl trusts the number in the file, so first make sure that a server really answers there.
async function stopByItsOwnTool({ clusterDir, address, programs, say }: Place) {
  const port = Number(pidFile(clusterDir)[3])
  if (!port || !(await answers(process.platform === 'win32' ? onLoopback(port) : address))) return
  say('Stopping the PostgreSQL that an ended Prosa left running')
  spawnSync(programPath(programs, 'pg_ctl'), ['stop', '-D', clusterDir, '-m', 'fast', '-w', '-t', '8'])
}

function isPostgres(exe: string | undefined) {
  // The programs may have been replaced by an upgrade while they ran.
  return /\/bin\/(postgres|initdb)( \(deleted\))?$/.test(exe ?? '')
}

function linkOf(pid: string, name: 'cwd' | 'exe') {
  try {
    return readlinkSync(`/proc/${pid}/${name}`)
  } catch (error) {
    return codeOf(error) === 'EACCES' ? 'unreadable' : undefined
  }
}

const parentOf = (pid: number) =>
  Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

// A minus marks a single-user server.
const postmasterOf = (clusterDir: string) => Math.abs(Number(pidFile(clusterDir)[0]))

function pidFile(clusterDir: string) {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    // No server left one, or it has just taken it away.
    return []
  }
}

function signal(pids: number[], name: NodeJS.Signals) {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

async function until(done: () => boolean, milliseconds: number) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(10)) if (done()) return true
  return done()
}
