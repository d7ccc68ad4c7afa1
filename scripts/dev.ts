import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** `npm run dev`: the server restarts when its files change, the web app reloads by itself; either's end ends both. */
async function develop(): Promise<number> {
  // Vite's proxy must know the port that the server will take.
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
  const server = run('--watch', '--watch-preserve-output', 'server/main.ts')
  const web = run('node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts', '--clearScreen', 'false')
  console.log('Open the address that Vite names; the one of the server shows the last built web app.')
  const codes = await Promise.race([once(server, 'exit'), once(web, 'exit'), interrupted()])
  await Promise.all([end(server), end(web)])
  return codes[0] ?? 1
}

const run = (...args: string[]) =>
  spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })

// Ctrl-C arrives more than once, from the terminal and from npm; the first one counts.
function interrupted(): Promise<[number]> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve([130]))
  })
}

/** The watcher passes the signal on and waits for the server, which needs up to ten seconds to end cleanly. */
async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

process.exitCode = await develop()
