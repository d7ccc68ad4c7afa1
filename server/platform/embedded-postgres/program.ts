import { type SpawnOptions, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { explainSpawn } from './explain.ts'
import { type Programs, programPath } from './programs.ts'
import type { Runner } from './runner.ts'

export type Exit = { code: number | null; signal: NodeJS.Signals | null; lastLines: string[] }
export type Run = {
  programs: Programs
  runner: Runner | undefined
  /** The directory of the cluster; the program works in it. */
  dir: string
  stdio?: SpawnOptions['stdio']
  onLine?: (line: string) => void
}

/** Starts one of PostgreSQL's programs on a cluster, as the right user, and keeps its last words. */
export function startProgram(name: 'initdb' | 'postgres', args: string[], run: Run) {
  const path = programPath(run.programs, name)
  const child = spawn(path, args, {
    cwd: run.dir,
    env: environment(run),
    stdio: run.stdio ?? ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C must reach Prosa alone, which then ends the database after its last query.
    detached: true,
    windowsHide: true,
    ...run.runner,
  })
  const lines: string[] = []
  const { promise: gone, resolve, reject } = Promise.withResolvers<Exit>()
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => keep(lines, line, run.onLine))
  }
  child.once('error', (error) => reject(explainSpawn(error, path)))
  child.once('close', (code, signal) => resolve({ code, signal, lastLines: lines }))
  // Orphaned backends may hold the pipes open for a while: 'close' then comes late, and the last words are all there.
  child.once('exit', (code, signal) => setTimeout(resolve, 250, { code, signal, lastLines: lines }).unref())
  return { child, gone }
}

// Nothing of ours: neither PGPORT and its like, which would change settings, nor our secrets.
const environment = ({ programs, runner, dir }: Run) => ({
  // For an unprivileged process the directory it works in is the only one it is sure to reach.
  PGDATA: runner ? '/proc/self/cwd' : dir,
  PATH: process.env.PATH,
  SystemRoot: process.env.SystemRoot,
  LC_ALL: 'C',
  ...(process.platform === 'linux' && { LD_LIBRARY_PATH: join(programs.dir, 'lib') }),
})

function keep(lines: string[], line: string, onLine?: (line: string) => void) {
  lines.push(line)
  if (lines.length > 40) lines.shift()
  onLine?.(line)
}
