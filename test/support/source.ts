import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `path` is relative to the root of the repository, with forward slashes. */
export type Source = { path: string; text: string; imports: Import[] }
/** `target` is a path like `Source.path`, or what an npm package or a part of Node is called. */
export type Import = { target: string; npm: boolean; typeOnly: boolean }

export const root = fileURLToPath(new URL('../../', import.meta.url))

const aliases: Record<string, string> = {
  '#platform/': 'server/platform/',
  '#features/': 'server/features/',
  '#contract/': 'contract/',
  '#test/': 'test/support/',
}
const folders = ['server', 'contract', 'web', 'widget', 'scripts', 'test', 'bench', 'sandbox']
const generated = ['server/platform/schema.ts']

export function readSources(): Source[] {
  const paths = globSync(`{${folders.join(',')}}/**/*.{ts,tsx,js}`, {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**'],
  })
  const ours = paths.map((path) => path.replaceAll('\\', '/')).filter((path) => !generated.includes(path))
  return ours.sort().map((path) => {
    const text = readFileSync(posix.join(root, path), 'utf8')
    return { path, text, imports: importsOf(path, text) }
  })
}

const statement =
  /^\s*(?:import|export)\s+(?<type>type\s)?(?<names>[^'";]*?)\bfrom\s*['"](?<from>[^'"]+)['"]|^\s*import\s*['"](?<bare>[^'"]+)['"]|\bimport\(\s*['"](?<lazy>[^'"]+)['"]/gm

export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(statement)].map(({ groups = {} }) => {
    const { type, names = '', from, bare, lazy } = groups
    const { target, npm } = resolve(path, from ?? bare ?? lazy ?? '')
    return { target, npm, typeOnly: type !== undefined || onlyTypes(names) }
  })
}

const onlyTypes = (names: string) =>
  /^\s*\{/.test(names) &&
  names
    .replace(/[{}]/g, '')
    .split(',')
    .every((name) => /^\s*(type\s.*)?$/s.test(name))

function resolve(from: string, name: string): { target: string; npm: boolean } {
  const alias = Object.keys(aliases).find((prefix) => name.startsWith(prefix))
  if (alias) return { target: `${aliases[alias]}${name.slice(alias.length)}`, npm: false }
  if (!name.startsWith('.')) return { target: name, npm: true }
  return { target: posix.join(posix.dirname(from), name), npm: false }
}

/** Ways around in a graph, as `a → b → a`: at least one wherever there are some. */
export function circles(graph: Map<string, Iterable<string>>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const walk = (node: string, way: string[]) => {
    const before = way.indexOf(node)
    if (before >= 0) found.push([...way.slice(before), node].join(' → '))
    if (before >= 0 || done.has(node)) return
    for (const next of graph.get(node) ?? []) walk(next, [...way, node])
    done.add(node)
  }
  for (const node of graph.keys()) walk(node, [])
  return found
}
