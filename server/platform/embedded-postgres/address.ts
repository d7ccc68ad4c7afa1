import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import type { Runner } from './runner.ts'

/** Where clients find the server, and the settings that make it listen there. */
export type Address = { host: string; port: number; settings: Record<string, string> }

// A Unix socket needs no free port and no firewall, and two instances never collide. The number only names its file.
const socketPort = 5432
const longestSocketPath = process.platform === 'darwin' ? 103 : 107

export async function chooseAddress(clusterDir: string, runner: Runner | undefined): Promise<Address> {
  if (process.platform === 'win32') return onLoopback(await freePort())
  if (Buffer.byteLength(socketIn(clusterDir)) <= longestSocketPath) return onSocket(clusterDir, '.')
  const folder = socketFolder(clusterDir, runner)
  return onSocket(folder, folder)
}

export function answers({ host, port }: Address): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = host.startsWith('/') ? connect(socketIn(host)) : connect(port, host)
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}

/** A killed server leaves these; the number in the lock may by now be somebody else's. */
export function clearSocket({ host }: Address) {
  if (!host.startsWith('/')) return
  rmSync(socketIn(host), { force: true })
  rmSync(`${socketIn(host)}.lock`, { force: true })
}

/** A folder made for the socket alone goes with it. */
export function dropSocketFolder({ host }: Address, clusterDir: string) {
  if (host.startsWith('/') && host !== clusterDir) rmSync(host, { recursive: true, force: true })
}

const socketIn = (folder: string) => join(folder, `.s.PGSQL.${socketPort}`)

const onSocket = (host: string, folder: string): Address => ({
  host,
  port: socketPort,
  settings: {
    listen_addresses: '',
    port: String(socketPort),
    unix_socket_directories: folder,
    unix_socket_permissions: '0700',
  },
})

export const onLoopback = (port: number): Address => ({
  host: '127.0.0.1',
  port,
  settings: { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' },
})

// The same name every time, so that crashes leave one folder and not many.
function socketFolder(clusterDir: string, runner: Runner | undefined) {
  const folder = `/tmp/prosa-${createHash('sha256').update(clusterDir).digest('hex').slice(0, 16)}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const uid = runner?.uid ?? process.getuid?.()
  if (runner && lstatSync(folder).uid === 0) chownSync(folder, runner.uid, runner.gid)
  const found = lstatSync(folder)
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o77) === 0) return folder
  // Somebody took the name before us.
  const other = mkdtempSync('/tmp/prosa-')
  if (runner) chownSync(other, runner.uid, runner.gid)
  return other
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : socketPort
}
