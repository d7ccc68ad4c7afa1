import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { circles, type Import, readSources, root, type Source } from '#test/source.ts'
import { pathsOfTree } from '#test/tree.ts'

// The layout and its reasons are in docs/architecture.md; here they are held.
const sources = readSources()
// Beside its tests a folder may have what only they use: testing.ts, and programs that they start.
const isTest = ({ path }: Source) =>
  path.startsWith('test/') || /(\.test|\/testing|\/test-[\w-]+)\.ts$/.test(path)
const production = sources.filter((source) => !isTest(source))
const within =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(folder))
const featureOf = (path: string) => /^server\/features\/([^/]+)\//.exec(path)?.[1]
// A folder in the feature, or a file that stands beside the folders.
const partOf = (path: string) => /^server\/features\/([^/]+\/[^/]+)/.exec(path)?.[1]

function assertNone(found: string[], rule: string): void {
  if (found.length > 0) assert.fail(`${rule}:\n  ${found.join('\n  ')}`)
}

/** `from imports target`, for every import that the rule refuses. */
function refused(from: Source[], isRefused: (source: Source, imported: Import) => boolean): string[] {
  return from.flatMap((source) =>
    source.imports
      .filter((imported) => isRefused(source, imported))
      .map(({ target }) => `${source.path} imports ${target}`),
  )
}

/** Which place needs which others, for whatever counts as a place. */
function needs(placeOf: (path: string) => string | undefined): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>()
  for (const { path, imports } of production) {
    const place = placeOf(path)
    if (place === undefined) continue
    const needed = imports.map(({ target }) => placeOf(target)).filter((name) => name !== undefined)
    graph.set(place, new Set([...(graph.get(place) ?? []), ...needed.filter((name) => name !== place)]))
  }
  return graph
}

describe('what may import what', () => {
  const contract = within('contract/')
  const platform = within('contract/', 'server/platform/')
  const channels = within('contract/', 'server/platform/', 'server/channels/')
  const features = within('contract/', 'server/platform/', 'server/channels/', 'server/features/')
  const server = within('contract/', 'server/')
  const layers: Array<{ folder: string; sees: (path: string) => boolean }> = [
    { folder: 'contract/', sees: contract },
    { folder: 'server/platform/', sees: platform },
    { folder: 'server/channels/', sees: channels },
    { folder: 'server/features/', sees: features },
    { folder: 'server/', sees: server },
    { folder: 'web/', sees: within('contract/', 'web/') },
    { folder: 'widget/', sees: within('contract/', 'widget/') },
    { folder: 'sandbox/', sees: within('contract/', 'sandbox/') },
  ]

  for (const { folder, sees } of layers)
    test(`${folder} sees only what is below it`, () => {
      const inside = production.filter(({ path }) => path.startsWith(folder))
      assertNone(
        refused(inside, (_, { target, npm }) => !npm && !sees(target)),
        'imports from above or beside',
      )
    })

  test('only the start imports roles, and nothing imports the start', () => {
    const start = ['server/main.ts', 'server/run.ts']
    const role = (path: string) => path.startsWith('server/roles/')
    const refuses = ({ path }: Source, { target }: Import) =>
      (role(target) && !role(path) && !start.includes(path)) ||
      (start.includes(target) && !start.includes(path))
    assertNone(refused(production, refuses), 'imports of the start')
  })

  test('a feature is entered by its index.ts', () => {
    const enters = ({ path }: Source, { target }: Import) =>
      featureOf(target) !== undefined &&
      featureOf(target) !== featureOf(path) &&
      !/^server\/features\/[^/]+\/index\.ts$/.test(target)
    assertNone(refused(sources, enters), 'side doors')
  })

  test('nothing outside of tests imports their support', () => {
    assertNone(
      refused(
        production,
        ({ path }, { target }) => target.startsWith('test/') && !within('scripts/', 'bench/')(path),
      ),
      'imports of test/',
    )
  })

  test('features do not need each other in a circle', () => {
    assertNone(circles(needs(featureOf)), 'the later one should react to an event of the earlier')
  })

  test('nor do the parts of a feature', () => {
    assertNone(circles(needs(partOf)), 'circles')
  })

  test('files do not load each other in a circle', () => {
    const loads = ({ imports }: Source) =>
      imports.filter(({ npm, typeOnly }) => !npm && !typeOnly).map(({ target }) => target)
    assertNone(circles(new Map(sources.map((source) => [source.path, loads(source)]))), 'circles')
  })
})

describe('where things are', () => {
  test('features ask the database only in their stores', () => {
    const asks =
      /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|selectNoFrom)\(|\bsql(<[^`]*>)?`|^import \{[^}]*\} from 'kysely'/m
    const elsewhere = production.filter(({ path }) => featureOf(path) && !/store\.ts$/.test(path))
    assertNone(
      elsewhere.filter(({ text }) => asks.test(text)).map(({ path }) => path),
      'queries outside of a store.ts',
    )
  })

  test('no file is longer than 300 lines', () => {
    const long = sources
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300)
    assertNone(
      long.map(({ path, lines }) => `${path}: ${lines}`),
      'two things in one room',
    )
  })

  test('names say what a thing does, not that it is a thing', () => {
    const banned = 'Service|Manager|Helper|Util|Utils|Handler|Impl'
    const inFile = new RegExp(`(^|[-./])(${banned})s?([-.]|$)`, 'i')
    const inName = new RegExp(`^(${banned})s?$|[a-z](${banned})s?$|^(${banned})s?[A-Z]`)
    const exported = /^export (?:async )?(?:function\*?|const|let|class|type|interface) (\w+)/gm
    const named = sources.flatMap(({ path, text }) => [
      ...path.split('/').filter((part) => inFile.test(part)),
      ...[...text.matchAll(exported)].map(([, name = '']) => name).filter((name) => inName.test(name)),
    ])
    assertNone(named, 'names')
  })

  test('the server writes to its log, not to the console', () => {
    const server = production.filter(({ path }) => path.startsWith('server/') || path.startsWith('contract/'))
    assertNone(
      server.filter(({ text }) => /\bconsole\.\w+\(/.test(text)).map(({ path }) => path),
      'console',
    )
  })
})

describe('docs/architecture.md', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const named = pathsOfTree(page)
  const left = ['node_modules', 'data', 'dist', 'coverage', 'results', 'logs']
  const foldersIn = (folder: string) =>
    (existsSync(join(root, folder)) ? readdirSync(join(root, folder), { withFileTypes: true }) : [])
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !left.includes(entry.name))
      .map(({ name }) => (folder ? `${folder}/${name}` : name))

  test('names only what is there', () => {
    assert.ok(named.length > 10, 'the page shows the layout as a tree in its first code block')
    assertNone(
      named.filter((path) => !existsSync(join(root, path))),
      'the tree names what does not exist',
    )
  })

  test('names every folder that somebody may look for', () => {
    const parents = ['', 'server', 'server/platform', 'server/features', 'contract', 'web', 'scripts']
    assertNone(
      parents.flatMap(foldersIn).filter((folder) => !named.includes(folder)),
      'the tree leaves out',
    )
  })
})
