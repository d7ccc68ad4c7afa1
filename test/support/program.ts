import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { delimiter } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processesOf } from './processes.ts'

export type Ended = { code: number | null; signal: NodeJS.Signals | null }
export type Program = {
  /** The whole group: npm, node, whatever they started that did not leave it. */
  child: ChildProcess
  output: () => string
  errors: () => string
  /** The address that it printed; rejects when it ends before. */
  ready: Promise<string>
  ended: Promise<Ended>
  stop: (signal?: NodeJS.Signals) => Promise<Ended>
}

/** `npm start`, as a person with an ordinary environment and no keyboard would run it. */
export function npmStart(folder: string, env: Record<string, string>): Program {
  const child = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    const address = /Prosa is ready: (http\S+)/.exec(output)?.[1]
    if (address) resolve(address)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal }))
  ended.then(() => reject(new Error(`It ended before it was ready:\n${output}${errors}`)))
  // Not everybody who starts one waits for it.
  ready.catch(() => {})
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  return { child, output: () => output, errors: () => errors, ready, ended, stop }
}

/** What a terminal has, without what the run of the tests added to it. */
function plainEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '/', TMPDIR, LANG, PROSA_TEST_RUN } = process.env
  const path = PATH.split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter)
  return {
    PATH: path,
    HOME,
    ...(TMPDIR && { TMPDIR }),
    ...(LANG && { LANG }),
    ...(PROSA_TEST_RUN && { PROSA_TEST_RUN }),
  }
}

/** The server itself: npm, which runs beside it, runs on the machine's Node. */
export const serversIn = (folder: string): number[] => processesIn(folder, /\/node_modules\/.*\/node$/)

/** Processes at work in a folder, by the program that they run. */
export function processesIn(folder: string, program: RegExp): number[] {
  return processesOf('', folder)
    .filter(({ exe }) => program.test(exe))
    .map(({ pid }) => pid)
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Asks until the answer is yes; says what it waited for when that takes too long. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patience = 60_000,
): Promise<void> {
  for (const end = Date.now() + patience; !(await isSo()); await sleep(50))
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s for this: ${what}`)
}
