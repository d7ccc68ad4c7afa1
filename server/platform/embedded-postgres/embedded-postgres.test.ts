import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts'
import { lockDataDir } from './lock.ts'
import {
  connected,
  eventually,
  isRunning,
  kept,
  kill,
  makeHome,
  modeOf,
  privateMegabytes,
  query,
  refusal,
  sleeping,
  startChild,
  write,
} from './testing.ts'

const home = makeHome()
// One after the other the tests live through what happens to one database.
const dataDir = join(home, 'data')
let running: EmbeddedPostgres | undefined
async function start(more = {}) {
  running = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' }, ...more })
  return running
}
afterEach(() => running?.stop())

test('keeps its data from one run to the next', async () => {
  const said: string[] = []
  const first = await start({ say: (line: string) => said.push(line) })
  assert.deepEqual(said, ['Creating the database'])
  await query(first, 'create table kept (what text)')
  await write(first, 'an ordinary day')
  const memory = privateMegabytes(first.pid)
  assert.ok(memory < 60, `${memory} MB of private memory at rest`)
  await first.stop()
  assert.deepEqual(await first.exited.then(({ code, expected }) => ({ code, expected })), {
    code: 0,
    expected: true,
  })
  assert.equal(isRunning(first.pid), false)

  const second = await start()
  assert.deepEqual(await kept(second), ['an ordinary day'])
  await second.stop()
})

test('is closed to everybody else', async () => {
  const postgres = await start()
  const { host, password } = postgres.connection
  assert.equal(modeOf(dataDir), 0o700)
  assert.equal(modeOf(join(dataDir, 'postgres')), 0o700)
  assert.equal(modeOf(join(dataDir, 'postgres.password')), 0o600)
  assert.equal(host, join(dataDir, 'postgres'))
  assert.ok(password.length >= 32)
  await assert.rejects(connected({ ...postgres.connection, password: '' }), /password/)
  await assert.rejects(
    connected({ ...postgres.connection, password: 'guessed' }),
    /password authentication failed/,
  )
  const { rows } = await query(postgres, `select current_setting('listen_addresses') tcp`)
  assert.deepEqual(rows, [{ tcp: '' }])
  const byUrl = new pg.Client(postgres.url)
  await byUrl.connect()
  await byUrl.end()
  await postgres.stop()
})

test('comes back by itself when it is killed', async () => {
  const postgres = await start()
  const busy = await sleeping(postgres)
  const before = postgres.pid
  process.kill(before, 'SIGKILL')
  await busy.broken
  await write(await eventually(() => postgres.pid !== before && postgres), 'killed')
  assert.deepEqual(await kept(postgres), ['an ordinary day', 'killed'])
  await postgres.stop()
})

test('stops the server that a killed Prosa left behind, and starts anew', async () => {
  const child = await startChild([dataDir])
  await kill(child.process)
  assert.ok(isRunning(child.pid))
  const said: string[] = []
  const postgres = await start({ say: (line: string) => said.push(line) })
  assert.match(said.join(), new RegExp(`process ${child.pid}`))
  assert.equal(isRunning(child.pid), false)
  assert.equal((await kept(postgres)).length, 2)
  await postgres.stop()
})

test('recovers when both were killed in the middle of work', async () => {
  const child = await startChild([dataDir])
  await write(child, 'both killed')
  const busy = await sleeping(child)
  await kill(child.process)
  process.kill(child.pid, 'SIGKILL')
  const postgres = await start()
  await busy.broken
  assert.equal((await kept(postgres)).length, 3)
  await postgres.stop()
})

test('refuses a directory that another process uses, and leaves that one alone', async () => {
  const child = await startChild([dataDir])
  await assert.rejects(start(), refusal(new RegExp(`in use by process ${child.process.pid}:`)))
  assert.equal((await kept(child)).length, 3)
  child.process.stdin?.end()
  await once(child.process, 'exit')
  await (await start()).stop()
})

test('a lock left behind does not count, even when its number lives again', () => {
  const lock = join(dataDir, 'prosa.lock')
  for (const text of [
    `{"pid":${process.ppid},"started":"another day"}`,
    '{"pid":4194304,"started":""}',
    '',
    'x',
  ]) {
    writeFileSync(lock, text)
    lockDataDir(dataDir)()
    assert.equal(existsSync(lock), false)
  }
  assert.deepEqual(readdirSync(dataDir).sort(), ['postgres', 'postgres.password'])
})

test('shares the lock with its own process, but not a running server', async () => {
  const unlock = lockDataDir(dataDir)
  const postgres = await start()
  await assert.rejects(startEmbeddedPostgres({ dataDir }), /already runs/)
  assert.equal((await kept(postgres)).length, 3)
  await postgres.stop()
  assert.ok(existsSync(join(dataDir, 'prosa.lock')))
  unlock()
  assert.equal(existsSync(join(dataDir, 'prosa.lock')), false)
})

test('sets a new password when the old one is lost', async () => {
  rmSync(join(dataDir, 'postgres.password'))
  const postgres = await start()
  assert.equal((await kept(postgres)).length, 3)
  await postgres.stop()
})

test('refuses the cluster of another major version', async () => {
  const version = join(dataDir, 'postgres', 'PG_VERSION')
  const ours = readFileSync(version)
  writeFileSync(version, '15\n')
  await assert.rejects(start(), refusal(/made by PostgreSQL 15, and this is PostgreSQL 18/))
  writeFileSync(version, ours)
})

test('uses a socket elsewhere when the path is too long for one', async () => {
  const postgres = await start({ dataDir: join(home, 'long'.repeat(25)) })
  assert.match(postgres.connection.host, /^\/tmp\/prosa-/)
  assert.equal(modeOf(postgres.connection.host), 0o700)
  await query(postgres, 'select 1')
  await postgres.stop()
  assert.equal(existsSync(postgres.connection.host), false)
})
