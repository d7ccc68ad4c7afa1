import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { LedgerEntry, LedgerSend } from '../../sandbox/api.ts'
import { type Sandbox, startSandbox } from '../../sandbox/index.ts'
import { freePort, until } from './program.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

export type StormOptions = {
  env: Record<string, string>
  customers: number
  /** Messages that customers write, spread over the whole storm. */
  messages: number
  /** Times at which something is broken. */
  faults: number
  /** Ends the database's processes, for where it is ours to end. */
  killDatabase?: () => Promise<void>
  random: () => number
  say?: (line: string) => void
}

export type Sky = { sandbox: Sandbox; url: () => string; program: () => ChildProcess }

/** The program against the sandbox, both real, one of them killed again and again. */
export async function openStorm({ env, ...options }: StormOptions) {
  const sandbox = await startSandbox()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { outside } = sandbox
  const all = {
    ...env,
    PORT: String(port),
    SANDBOX: 'off',
    LOG_LEVEL: 'warn',
    API_KEY: 'the key of the storm, long enough for anything',
    META_GRAPH_URL: outside.graphUrl,
    META_APP_SECRET: outside.appSecret,
    WEBHOOK_VERIFY_TOKEN: outside.verifyToken,
    WHATSAPP_ACCESS_TOKEN: outside.accessToken,
    WHATSAPP_PHONE_NUMBER_ID: String(outside.numbers[0]?.id),
  }
  let program = await start(all, url)
  // Meta's own limits stand in other tests: here as much as possible is to be under way at once.
  const calm = { throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1000 } }
  sandbox.faults.set(calm)
  await sandbox.setCallback(`${url}/api/webhooks/whatsapp`)

  const killProgram = async () => {
    program.kill('SIGKILL')
    await once(program, 'exit')
    program = await start(all, url)
  }
  return {
    ...options,
    sandbox,
    url,
    key: all.API_KEY,
    calm,
    killProgram,
    close: async () => {
      if (program.exitCode === null && program.signalCode === null) {
        program.kill('SIGTERM')
        await once(program, 'exit')
      }
      await sandbox.close()
    },
  }
}

async function start(env: Record<string, string>, url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await until('the program answers', async () => {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`)
    return fetch(`${url}/health`).then(
      ({ status }) => status === 200,
      () => false,
    )
  })
  return child
}

export type Storm = Awaited<ReturnType<typeof openStorm>>
export type { LedgerEntry, LedgerSend }
export { sleep }
