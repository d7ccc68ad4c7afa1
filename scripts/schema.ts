import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/index.ts'
import { staleFiles, writeFiles } from './schema/files.ts'

/**
 * `node scripts/schema.ts` migrates an empty database and writes what it then looks like: db/schema.sql for people
 * who review a change, server/platform/schema.ts for the compiler. `--check` only compares.
 */
async function main(): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'prosa-schema-'))
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } })
  try {
    if (!process.argv.includes('--check')) {
      for (const name of await writeFiles(server.url)) console.log(`wrote ${name}`)
      return 0
    }
    const stale = await staleFiles(server.url)
    for (const name of stale)
      console.error(`${name} is not what the migrations give: run node scripts/schema.ts`)
    return stale.length > 0 ? 1 : 0
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

process.exitCode = await main()
