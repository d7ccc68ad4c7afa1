import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { compress } from './compress.js'
import { nodePath } from './node-version.js'
import { Failure, run, tellingTime } from './run.js'

export function isBuilt(root) {
  if (!existsSync(join(root, 'web', 'vite.config.ts'))) return true
  try {
    return readFileSync(join(root, 'web', 'dist', '.built'), 'utf8') === digest(root)
  } catch {
    return false
  }
}

/** Builds aside and then swaps, so that a running server never serves half a build. */
export async function build(root, signal) {
  // Taken before the build: a file that changes during it is found changed at the next start.
  const built = digest(root)
  const aside = join(root, '.cache', 'web')
  try {
    // What a killed build left; the lock makes sure that it is nobody's.
    rmSync(aside, { recursive: true, force: true })
    await tellingTime('Building the web app', 'Built', () => buildInto(aside, root, signal))
    writeFileSync(join(aside, '.built'), built)
    swap(aside, join(root, 'web', 'dist'))
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

async function buildInto(outDir, root, signal) {
  mkdirSync(outDir, { recursive: true })
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--config', 'web/vite.config.ts', '--outDir', outDir, '--emptyOutDir']
  const env = { ...process.env, NODE_ENV: 'production' }
  const { code, output } = await run(nodePath(root), args, { cwd: root, env, signal })
  if (code === 0) return compress(outDir)
  const [message = ''] = stripVTControlCharacters(output).split('\n    at ')
  throw new Failure(`The web app does not build:\n${message.trim()}`)
}

function swap(fresh, place) {
  const old = `${fresh}.old`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(place)) renameSync(place, old)
  renameSync(fresh, place)
  rmSync(old, { recursive: true, force: true })
}

function digest(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const folder of ['web', 'contract']) addFolder(hash, root, folder)
  return hash.digest('hex')
}

/** By content, for a checkout gives every file a new date. Hidden files are editors' and systems' litter. */
function addFolder(hash, root, folder) {
  if (folder === 'web/dist' || !existsSync(join(root, folder))) return
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) addFolder(hash, root, path)
    else if (entry.isFile())
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0')
  }
}
