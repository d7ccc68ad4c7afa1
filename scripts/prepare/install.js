import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, run, tellingTime } from './run.js'

const stampOf = (root) => join(root, 'node_modules', '.prepared')

/** The stamp lies in node_modules, which npm clears before it installs: an interrupted install has none. */
export function isInstalled(root) {
  const lock = read(join(root, 'package-lock.json'))
  if (!lock) throw new Failure('package-lock.json is missing: this is not a complete clone.')
  return read(stampOf(root))?.trim() === sha256(lock)
}

export async function install(root, signal) {
  const wanted = sha256(read(join(root, 'package-lock.json')))
  rmSync(stampOf(root), { force: true })
  if (!installedByHand(root)) await tellingTime('Installing', 'Installed', () => installByNpm(root, signal))
  writeFileSync(stampOf(root), wanted)
}

/** Somebody ran npm ci or npm install already, perhaps because there is no network here now. */
function installedByHand(root) {
  const found = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  const wanted = packagesIn(join(root, 'package-lock.json'))
  if (!found || !wanted) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    if (!path || link) return true
    const there = found[path]
    return there ? there.version === version && there.integrity === integrity : optional === true
  })
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

// `ci` accepts a lock only when it names every optional package of every platform; a registry may lack some of them.
async function installByNpm(root, signal) {
  let { code, output } = await npm(['ci'], root, signal)
  if (output.includes('EUSAGE')) {
    // Cleared as `ci` would: what an interrupted install left looks complete to npm and is not.
    rmSync(join(root, 'node_modules'), { recursive: true, force: true })
    ;({ code, output } = await npm(['install', '--no-save'], root, signal))
  }
  if (code !== 0) throw explain(output)
}

// Run by the Node that runs npm, never by ours: npm is about to delete that one. Development dependencies belong to
// a clone also when NODE_ENV says production. Few retries: without a network npm would be silent for minutes.
function npm(command, root, signal) {
  const args = [...command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  args.push('--fetch-retries=2', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=2000')
  const { npm_node_execpath: node, npm_execpath: cli } = process.env
  if (node && cli) return run(node, [cli, ...args], { cwd: root, signal })
  const isWindows = process.platform === 'win32'
  return run(isWindows ? 'npm.cmd' : 'npm', args, { cwd: root, signal, shell: isWindows })
}

function explain(output) {
  const lost =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED/.exec(output)
  if (lost)
    return new Failure(`Cannot install: the npm registry is out of reach (${lost[0]}). Is there a network?`)
  if (/ENOSPC/.test(output)) return new Failure('Cannot install: the disk is full.')
  return new Failure(`npm cannot install:\n${output.trim().split('\n').slice(0, 15).join('\n')}`)
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex')
