import { relative } from 'node:path'
import { root, storeFiles } from './files.ts'

type Covered = { line: number; count: number }
export type Coverage = Array<{ path: string; lines: Covered[]; functions: Array<Covered & { name: string }> }>

/**
 * Fails when a line of a store never ran against a real database: a column renamed in a migration would be noticed
 * by the people who use it. Functions are looked at too, since one that fits on its line runs it by being defined.
 */
export function explainUncovered(coverage: Coverage): void {
  const missing = storeFiles().flatMap((path) => {
    const found = coverage.find((file) => file.path === path)
    const name = relative(root, path)
    if (!found) return [`${name}: no test loads it`]
    const lines = new Set(
      [...found.lines, ...found.functions].filter(({ count }) => count === 0).map(({ line }) => line),
    )
    return lines.size > 0 ? [`${name}: line ${ranges([...lines].sort((a, b) => a - b)).join(', ')}`] : []
  })
  if (missing.length > 0) throw new Error(`These lines were never executed:\n${missing.join('\n')}`)
}

function ranges(lines: number[]): string[] {
  const found: Array<[number, number]> = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last && last[1] === line - 1) last[1] = line
    else found.push([line, line])
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`))
}
