import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { until } from '#test/program.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs until it has printed what it is to print; answers with that. */
export async function startChild(
  file: string,
  { args = [], env = {}, ready }: { args?: string[]; env?: Record<string, string>; ready: RegExp },
) {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-20_000)
  })
  await until(`${file} is ready`, () => {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
    return ready.test(output)
  })
  return { line: ready.exec(output)?.[0] ?? '', pid: child.pid ?? 0, stop: () => end(child) }
}

export async function startProgram(port: number, env: Record<string, string>) {
  const options = (process.env.SPINE_NODE_OPTIONS ?? '--max-semi-space-size=8').split(' ')
  const child = spawn(process.execPath, [...options, 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await until('the program answers', async () => {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`)
    return fetch(`http://127.0.0.1:${port}/health`).then(
      ({ status }) => status === 200,
      () => false,
    )
  })
  return { pid: child.pid ?? 0, stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** One of ours, to its end: what it printed. */
export async function run(file: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], { cwd: root })
  return stdout
}
