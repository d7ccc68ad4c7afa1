import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

export type Found = { pid: number; exe: string; command: string }

/** Processes that carry the mark in their environment or work in the folder. Linux tells; elsewhere none is found. */
export function processesOf(mark: string, folder: string): Found[] {
  if (process.platform !== 'linux') return []
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  return numbers.flatMap((pid) => {
    const dir = join('/proc', pid)
    const marked = mark !== '' && read(join(dir, 'environ')).split('\0').includes(mark)
    if (!marked && !link(dir, 'cwd').startsWith(folder)) return []
    const command = read(join(dir, 'cmdline')).replaceAll('\0', ' ').slice(0, 200)
    return [{ pid: Number(pid), exe: link(dir, 'exe'), command }]
  })
}

const read = (file: string) => orNothing(() => readFileSync(file, 'utf8'))
const link = (dir: string, name: 'cwd' | 'exe') => orNothing(() => readlinkSync(join(dir, name)))

// It may end while we look, or be another user's; then it has nothing to say, and a zombie has neither.
function orNothing(look: () => string): string {
  try {
    return look()
  } catch {
    return ''
  }
}
