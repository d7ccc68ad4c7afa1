import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { startEmbeddedPostgres } from './index.ts'
import { childAnswer, makeHome, query, refusal, startChild } from './testing.ts'

const isRoot = process.getuid?.() === 0
const ordinary = '65534'
const home = makeHome()

test('says so when the directory cannot be written', async () => {
  const readOnly = join(home, 'read-only')
  mkdirSync(readOnly, { mode: 0o555 })
  chmodSync(home, 0o755)
  const failed = await childAnswer([readOnly, ordinary])
  assert.match(String(failed.error), /^Cannot write to the data directory .*read-only: .*EACCES/)
  writeFileSync(join(home, 'file'), '')
  await assert.rejects(startEmbeddedPostgres({ dataDir: join(home, 'file') }), refusal(/is not a directory/))
})

test('runs from a clone under a closed directory, then as an ordinary user', {
  skip: !isRoot && 'needs root',
}, async () => {
  const clone = join(home, 'closed')
  mkdirSync(clone, { mode: 0o700 })
  const index = copyTo(clone)
  const asRoot = await startChild([join(clone, 'data'), '0', index])
  await query(asRoot, 'create extension pg_trgm')
  asRoot.process.stdin?.end()
  await once(asRoot.process, 'exit')

  chmodSync(clone, 0o755)
  const own = join(home, 'own')
  mkdirSync(own)
  chownSync(own, Number(ordinary), Number(ordinary))
  const asUser = await startChild([join(own, 'data'), ordinary, index])
  await query(asUser, 'create extension pg_trgm')
  assert.equal(statSync(join(own, 'data', 'postgres', 'PG_VERSION')).uid, Number(ordinary))
  asUser.process.stdin?.end()
  await once(asUser.process, 'exit')
  const failed = await childAnswer([join(own, 'data'), '65533', index])
  assert.match(String(failed.error), /Cannot write/)
})

test('says so when the lock that a dead process left is closed to this user', {
  skip: !isRoot && 'needs root',
}, async () => {
  chmodSync(home, 0o755)
  const shared = join(home, 'shared')
  mkdirSync(shared)
  chownSync(shared, Number(ordinary), Number(ordinary))
  writeFileSync(join(shared, 'prosa.lock'), JSON.stringify({ pid: 1, started: 'long ago' }), { mode: 0o600 })
  const failed = await childAnswer([shared, ordinary])
  assert.match(String(failed.error), /^Cannot write to the data directory .*shared: .*EACCES.*prosa\.lock/)
})

/** What a clone needs to run the database: in a closed place, as under /root, or open to another user. */
function copyTo(clone: string) {
  const root = resolve(import.meta.dirname, '../../..')
  const platform = join(clone, 'server/platform')
  cpSync(join(root, 'package.json'), join(clone, 'package.json'))
  for (const name of ['start-error.ts', 'error-code.ts'])
    cpSync(join(root, 'server/platform', name), join(platform, name))
  cpSync(import.meta.dirname, join(platform, 'embedded-postgres'), { recursive: true })
  const needed = readdirSync(join(root, 'node_modules')).filter((name) =>
    /^(pg|postgres-|split2$|xtend$|@embedded-postgres$)/.test(name),
  )
  for (const name of needed) {
    cpSync(join(root, 'node_modules', name), join(clone, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    })
  }
  return join(platform, 'embedded-postgres/index.ts')
}
