import type { StdioOptions } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../error-code.ts'
import { StartError } from '../start-error.ts'
import { explainServer } from './explain.ts'
import { startProgram } from './program.ts'
import type { Programs } from './programs.ts'
import type { Runner } from './runner.ts'
import { killIn } from './survivors.ts'

export const user = 'prosa'

type Place = {
  dataDir: string
  clusterDir: string
  programs: Programs
  runner: Runner | undefined
  say: (line: string) => void
}

/** Makes sure that there is a cluster these programs can run; answers with its password. */
export async function ensureCluster(place: Place, durable: boolean): Promise<string> {
  if (!existsSync(join(place.clusterDir, 'PG_VERSION'))) return createCluster(place, durable)
  refuseOtherMajor(place)
  chmodSync(place.clusterDir, 0o700)
  return readPassword(place.dataDir) ?? (await replacePassword(place))
}

async function createCluster(place: Place, durable: boolean) {
  const { dataDir, clusterDir, runner, say } = place
  if (existsSync(clusterDir) && readdirSync(clusterDir).length > 0) {
    throw new StartError(`${clusterDir} holds something that is not a PostgreSQL cluster: move it away.`)
  }
  say('Creating the database')
  const password = readPassword(dataDir) ?? writePassword(dataDir)
  // Complete under another name, then renamed: an interrupted creation never looks like a database.
  const unfinished = `${clusterDir}.new`
  if (existsSync(unfinished) && process.platform === 'linux') await killIn(unfinished)
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  if (runner) chownSync(unfinished, runner.uid, runner.gid)
  await initialise(place, unfinished, password, durable)
  renameSync(unfinished, clusterDir)
  if (durable && process.platform !== 'win32') syncDirectory(dataDir)
  return password
}

async function initialise(place: Place, dir: string, password: string, durable: boolean) {
  const file = openForRunner(place, password)
  // The builtin provider sorts and folds the same on every machine; pg_trgm still asks the C library what a letter is.
  const ctype = { linux: 'C.UTF-8', darwin: 'en_US.UTF-8' }[String(process.platform)] ?? 'C'
  const args = [
    '-U',
    user,
    '-A',
    'scram-sha-256',
    `--pwfile=${file.path}`,
    '--encoding=UTF8',
    '--no-instructions',
  ]
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${ctype}`)
  if (!durable) args.push('--no-sync')
  const stdio = ['ignore', 'pipe', 'pipe', file.fd ?? 'ignore'] satisfies StdioOptions
  try {
    const { code, lastLines } = await startProgram('initdb', args, { ...place, dir, stdio }).gone
    if (code !== 0) throw explainServer(lastLines, place.dataDir)
  } finally {
    if (file.fd !== undefined) closeSync(file.fd)
  }
}

/** Another user cannot read our password file, nor reach it: it inherits an open one that has no name any more. */
function openForRunner({ dataDir, runner }: Place, password: string): { path: string; fd?: number } {
  if (!runner) return { path: passwordFile(dataDir) }
  const path = `${passwordFile(dataDir)}.${process.pid}`
  rmSync(path, { force: true })
  writeFileSync(path, password, { mode: 0o600, flag: 'wx' })
  try {
    chownSync(path, runner.uid, runner.gid)
    return { path: '/proc/self/fd/3', fd: openSync(path, 'r') }
  } finally {
    rmSync(path, { force: true })
  }
}

function refuseOtherMajor({ clusterDir, programs }: Place) {
  const found = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  if (found === String(programs.major)) return
  throw new StartError(
    `The database in ${clusterDir} was made by PostgreSQL ${found}, and this is PostgreSQL ${programs.major}: restore a backup into a new PROSA_DATA, or go back to the release that made it.`,
  )
}

const passwordFile = (dataDir: string) => join(dataDir, 'postgres.password')

function readPassword(dataDir: string) {
  try {
    return readFileSync(passwordFile(dataDir), 'utf8').trim() || undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function writePassword(dataDir: string, password = randomBytes(24).toString('hex')) {
  const unfinished = `${passwordFile(dataDir)}.new`
  writeFileSync(unfinished, password, { mode: 0o600, flush: true })
  renameSync(unfinished, passwordFile(dataDir))
  return password
}

// The file got lost, in a move or a restored backup. Whoever owns the cluster may set a new one, without the old.
async function replacePassword(place: Place) {
  place.say('The password of the database is missing: setting a new one')
  const password = randomBytes(24).toString('hex')
  const args = ['--single', '-c', 'log_min_messages=fatal', 'postgres']
  const run = { ...place, dir: place.clusterDir, stdio: 'pipe' as const }
  const { child, gone } = startProgram('postgres', args, run)
  child.stdin?.end(`alter role ${user} password '${password}'\n`)
  const { code, lastLines } = await gone
  if (code !== 0) throw explainServer(lastLines, place.dataDir)
  return writePassword(place.dataDir, password)
}

function syncDirectory(path: string) {
  const fd = openSync(path, 'r')
  fsyncSync(fd)
  closeSync(fd)
}
