import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Outside } from '../../../sandbox/api.ts'
import { freePort, until } from '../program.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const apiKey = 'the key of the storm, long enough for anything'

export type Program = Awaited<ReturnType<typeof startProgram>>

/** The program with the database that it brings along, both to be killed and to come back. */
export async function startProgram(folder: string, outside: Outside) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = environment(folder, port, outside)
  let child = await start(env, url)

  const kill = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    child = await start(env, url)
  }
  return {
    url,
    kill,
    killDatabase: () => killDatabase(folder),
    /** As somebody with a key; rejects when nobody answers. */
    ask: (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
      ask(`${url}/api/${path}`, method, { 'x-api-key': apiKey, ...headers }, body),
    rows: <T extends object>(query: string, values: unknown[] = []) => rows<T>(folder, query, values),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

const environment = (folder: string, port: number, outside: Outside): Record<string, string> => ({
  PORT: String(port),
  PROSA_DATA: folder,
  SANDBOX: 'off',
  // What it has to say of a storm is expected.
  LOG_LEVEL: process.env.STORM_LOG_LEVEL ?? 'fatal',
  API_KEY: apiKey,
  META_GRAPH_URL: outside.graphUrl,
  META_APP_SECRET: outside.appSecret,
  WEBHOOK_VERIFY_TOKEN: outside.verifyToken,
  WHATSAPP_ACCESS_TOKEN: outside.accessToken,
  WHATSAPP_PHONE_NUMBER_ID: String(outside.numbers[0]?.id),
})

async function start(env: Record<string, string>, url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--max-semi-space-size=8', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await until('the program answers', async () => {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`)
    return fetch(`${url}/health`, { signal: AbortSignal.timeout(3_000) }).then(
      ({ status }) => status === 200,
      () => false,
    )
  })
  return child
}

/** The whole server at once, as if the power had gone; the program starts it again. */
async function killDatabase(folder: string): Promise<void> {
  const before = postmaster(folder)
  if (before === undefined) return
  process.kill(before, 'SIGKILL')
  await until('the database is another one', () => ![undefined, before].includes(postmaster(folder)))
}

// None between the end of one server and the start of the next.
function postmaster(folder: string): number | undefined {
  const file = join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined : undefined
}

export type Reply = { status: number; body: Record<string, unknown> }

async function ask(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Reply> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    signal: AbortSignal.timeout(15_000),
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
}

/** By a connection of its own, which does not mind what it comes upon. */
async function rows<T extends object>(folder: string, query: string, values: unknown[]): Promise<T[]> {
  for (let attempt = 1; ; attempt++) {
    const password = readFileSync(join(folder, 'postgres.password'), 'utf8').trim()
    const host = join(folder, 'postgres')
    const client = new pg.Client({ host, user: 'prosa', password, database: 'prosa' })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query<T>(query, values)).rows
    } catch (error) {
      if (attempt === 50) throw error
      await sleep(200)
    } finally {
      await client.end().catch(() => {})
    }
  }
}
