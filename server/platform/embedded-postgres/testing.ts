import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartError } from '../start-error.ts'
import type { EmbeddedPostgres } from './index.ts'
import { killIn } from './survivors.ts'

const children: ChildProcess[] = []
const dataDirs = new Set<string>()

/** A directory for the tests of one file; whatever still runs in it when they end is ended too. */
export function makeHome() {
  const home = mkdtempSync(join(tmpdir(), 'prosa-test-'))
  after(async () => {
    for (const child of children) child.kill('SIGKILL')
    for (const dataDir of dataDirs) await killIn(join(dataDir, 'postgres'))
    rmSync(home, { recursive: true, force: true })
  })
  return home
}

export type Started = Pick<EmbeddedPostgres, 'connection' | 'pid'>

export async function startChild(args: string[]) {
  const { process: child, ...answer } = await childAnswer(args)
  assert.equal(answer.error, undefined)
  return { process: child, ...answer }
}

export async function childAnswer(
  args: string[],
): Promise<Started & { process: ChildProcess; error?: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'test-process.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  if (args[0]) dataDirs.add(args[0])
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { process: child, ...JSON.parse(line) }
}

export async function kill(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

export const connected = async (connection: Started['connection']) => {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  return client
}

export async function query({ connection }: Started, sql: string, values: unknown[] = []) {
  const client = await connected(connection)
  return client.query(sql, values).finally(() => client.end())
}

export const write = (postgres: Started, what: string) =>
  query(postgres, 'insert into kept values ($1)', [what])

export const kept = async (postgres: Started): Promise<string[]> =>
  (await query(postgres, 'select what from kept')).rows.map(({ what }) => what)

/** A backend in the middle of something when the server dies; resolves when its connection broke. */
export async function sleeping({ connection }: Started) {
  const client = await connected(connection)
  const broken = assert.rejects(client.query('select count(*) from generate_series(1, 1e9)'))
  await sleep(50)
  return { broken }
}

export async function eventually<T>(look: () => T | false) {
  for (const end = Date.now() + 5000; Date.now() < end; await sleep(20)) {
    const found = look()
    if (found) return found
  }
  return assert.fail('it did not happen')
}

export function refusal(pattern: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof StartError, String(error))
    assert.match(error.message, pattern)
    assert.doesNotMatch(error.message, /\n/)
    return true
  }
}

export const modeOf = (path: string) => statSync(path).mode & 0o777

export function isRunning(pid: number) {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

export function privateMegabytes(postmaster: number) {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
  const kilobytes = [String(postmaster), ...children].flatMap(privateParts)
  return kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024
}

function privateParts(pid: string) {
  try {
    const parts = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+)/gm)
    return [...parts].map(([, kilobytes]) => Number(kilobytes))
  } catch {
    // A backend that ended meanwhile.
    return []
  }
}
