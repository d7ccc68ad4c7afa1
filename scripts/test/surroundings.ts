import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/index.ts'
import { testSettings } from '#test/postgres.ts'
import { processesOf } from '#test/processes.ts'
import { root } from './files.ts'

/** What all test files share: one PostgreSQL, one folder for temporary things, one mark to know their processes by. */
export async function openSurroundings() {
  const folder = await mkdtemp(join(tmpdir(), 'prosa-run-'))
  const temporary = join(folder, 'tmp')
  await mkdir(temporary)
  // Some tests start programs as another user, who must get to what they put here.
  await Promise.all([folder, temporary].map((path) => chmod(path, 0o711)))
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'server'),
    database: 'postgres',
    settings: testSettings,
  })
  const mark = `PROSA_TEST_RUN=${folder}`
  const env = {
    ...process.env,
    TMPDIR: temporary,
    PROSA_TEST_RUN: folder,
    PROSA_TEST_DATABASE_URL: server.url,
    // Every file is a process that loads the whole program: compiled once, it costs half. What V8 counts of functions
    // stays exact; only what a module does while it is loaded is no longer counted branch by branch.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'prosa-tests'),
  }

  async function assertNothingLeft(): Promise<void> {
    const left = () => processesOf(mark, temporary)
    for (const end = Date.now() + 3000; left().length > 0 && Date.now() < end; ) await sleep(100)
    const leaked = left()
    for (const { pid } of leaked) process.kill(pid, 'SIGKILL')
    if (leaked.length > 0)
      throw new Error(
        `Tests left processes behind:\n${leaked.map(({ pid, command }) => `${pid} ${command}`).join('\n')}`,
      )
  }

  async function close(): Promise<void> {
    await server.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }

  return { databaseUrl: server.url, env, assertNothingLeft, close }
}
