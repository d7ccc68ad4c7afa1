import { spawn } from 'node:child_process'

/** Something a person can mend: the message says what. */
export class Failure extends Error {}
export class Interrupted extends Error {}

/** Runs a command to its end and answers with its exit code and what it said. An interruption reaches it too. */
export function run(command, args, { signal, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...options })
    const output = []
    const stop = () => {
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 2000).unref()
    }
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop)
      if (signal.aborted) reject(new Interrupted())
      else resolve({ code, output: Buffer.concat(output).toString() })
    })
  })
}

/** Tells a person what takes so long, how long it takes, and how long it took. */
export async function tellingTime(doing, done, work) {
  const start = Date.now()
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`
  console.log(`${doing} …`)
  const reminder = setInterval(() => console.log(`${doing} … ${seconds()}`), 10_000)
  try {
    await work()
    console.log(`${done} in ${seconds()}`)
  } finally {
    clearInterval(reminder)
  }
}
