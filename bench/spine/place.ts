import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { urlOf } from '#platform/embedded-postgres/database.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/index.ts'
import { freePort } from '#test/program.ts'
import type { Outside } from '../../sandbox/api.ts'
import { startChild, startProgram } from './processes.ts'

export type Place = Awaited<ReturnType<typeof openPlace>>

export const webhookPath = '/api/webhooks/whatsapp'
export const apiKey = 'the key of the bench, long enough for anything'

/**
 * One PostgreSQL as every installation has it, a database in it for the program and one for the floor, and everybody
 * else in a process of their own: the program, the floor, Meta.
 */
export async function openPlace(say: (line: string) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'prosa-spine-'))
  const closing: Array<() => Promise<unknown>> = [() => rm(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  // Whoever is ended half-way leaves nobody behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().finally(() => process.exit(1)))
  try {
    say('a database, the program, the floor and the sandbox')
    const postgres = await startEmbeddedPostgres({ dataDir: folder })
    closing.push(() => postgres.stop())
    const pool = new pg.Pool({ ...postgres.connection, max: 4 })
    // Stopped before its last connection is gone, the server says so.
    pool.on('error', () => {})
    closing.push(() => pool.end())
    await pool.query('create database floor')
    const sandbox = await startSandbox()
    closing.push(sandbox.stop)
    const floor = await startFloor(urlOf({ ...postgres.connection, database: 'floor' }))
    closing.push(floor.stop)
    const port = await freePort()
    const start = () => startProgram(port, environment(folder, port, postgres.url, sandbox.outside))
    let program = await start()
    closing.push(() => program.stop())
    await sandbox.control('PUT', 'callback', { url: `http://127.0.0.1:${port}${webhookPath}` })
    return {
      pool,
      sandbox,
      port,
      floorPort: floor.port,
      floorPid: floor.pid,
      number: String(sandbox.outside.numbers[0]?.id),
      secret: sandbox.outside.appSecret,
      pid: () => program.pid,
      databasePid: () => postgres.pid,
      restart: async () => {
        await program.stop()
        program = await start()
      },
      api: apiOf(port),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const environment = (folder: string, port: number, url: string, outside: Outside) => ({
  PORT: String(port),
  PROSA_DATA: join(folder, 'prosa'),
  DATABASE_URL: url,
  ROLES: 'web,worker',
  SANDBOX: 'off',
  LOG_LEVEL: 'warn',
  API_KEY: apiKey,
  META_GRAPH_URL: outside.graphUrl,
  META_APP_SECRET: outside.appSecret,
  WEBHOOK_VERIFY_TOKEN: outside.verifyToken,
  WHATSAPP_ACCESS_TOKEN: outside.accessToken,
  WHATSAPP_PHONE_NUMBER_ID: String(outside.numbers[0]?.id),
})

async function startFloor(url: string) {
  const port = await freePort()
  const floor = await startChild('bench/spine/floor.ts', { args: [String(port), url], ready: /ready/ })
  return { port, ...floor }
}

async function startSandbox() {
  const { line, stop } = await startChild('sandbox/main.ts', { env: {}, ready: /^\{.*"ready".*\}$/m })
  // What sandbox/main.ts prints.
  const { url, outside } = JSON.parse(line) as { url: string; outside: Outside }
  const control = (method: string, path: string, body?: object) =>
    ask(`${url}/sandbox/api/${path}`, method, {}, body)
  // Its own limits are measured elsewhere: here nothing but the program's pace is to show.
  await control('PUT', 'faults', { throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1000 } })
  return { outside, control, stop }
}

const apiOf =
  (port: number) =>
  (method: string, path: string, body?: object, headers: object = {}) =>
    ask(`http://127.0.0.1:${port}/api/${path}`, method, { 'x-api-key': apiKey, ...headers }, body)

async function ask(url: string, method: string, headers: object, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 300)}`)
  return text === '' ? null : JSON.parse(text)
}
