import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './run.js'

const toPrepare = [20, 0]
const toRun = [24, 12]

export function assertCanPrepare() {
  if (isAtLeast(process.versions.node, toPrepare)) return
  throw new Failure(`Prosa needs Node 20 or newer to start, and this is ${process.versions.node}.`)
}

/** npm puts node_modules/.bin first, so there the server runs on the Node of the dependencies; elsewhere on this one. */
export function assertCanRun(root) {
  const own = ownNode(root)
  const version = own
    ? JSON.parse(readFileSync(join(own.folder, 'package.json'), 'utf8')).version
    : process.versions.node
  if (isAtLeast(version, toRun)) return
  throw new Failure(
    `Prosa runs on Node ${toRun.join('.')} or newer, and this is ${version}: install Node 24 (nodejs.org).`,
  )
}

export const nodePath = (root) => ownNode(root)?.path ?? process.execPath

function ownNode(root) {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const folder = join(root, 'node_modules', `node-${system}-${process.arch}`)
  const path = join(folder, 'bin', system === 'win' ? 'node.exe' : 'node')
  return existsSync(path) ? { folder, path } : undefined
}

function isAtLeast(version, [major, minor]) {
  const [ownMajor, ownMinor] = version.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
