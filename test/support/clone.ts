import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './source.ts'

const left = new Set(['node_modules', '.git', 'data', '.cache', 'coverage', '.env', 'results'])

/** A copy of this working tree, as somebody else would have it: without what a start leaves behind. */
export async function cloneHere({ installed = true, built = true } = {}) {
  // 0700, like a clone under /root: the database, which may not run as root, cannot reach it.
  const folder = await mkdtemp(join(tmpdir(), 'prosa-clone-'))
  const wanted = (path: string) => {
    const name = path.slice(root.length).split('/').at(-1) ?? ''
    return !left.has(name) && (built || name !== 'dist')
  }
  await cp(root, folder, { recursive: true, filter: wanted })
  if (installed) await copyPackages(folder)
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

// A link to the folder would not do: whoever looks at where a package really is would end up in the original.
async function copyPackages(folder: string): Promise<void> {
  const from = join(root, 'node_modules')
  const sameDisk = (await stat(from)).dev === (await stat(folder)).dev
  await promisify(execFile)('cp', [sameDisk ? '-al' : '-a', from, folder])
}
