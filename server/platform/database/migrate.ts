import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations as migrateJobs } from 'graphile-worker'
import type pg from 'pg'
import { codeOf } from '#platform/error-code.ts'
import { StartError } from '#platform/start-error.ts'

type Migration = { version: number; name: string; sql: string; checksum: string }

const folder = new URL('../../../db/migrations/', import.meta.url)
// Any number that nothing else on the server uses as an advisory lock.
const lockKey = 7_205_759_403

/**
 * Brings the schema to what this program expects: numbered files, forward only, each in a transaction of its own.
 * Two processes that start at once take turns. A schema that is ahead of the program stops the start.
 */
export async function migrate(pool: pg.Pool, say: (line: string) => void = () => {}): Promise<void> {
  const files = await readMigrations()
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [lockKey])
    const applied = await readApplied(client)
    assertKnown(files, applied)
    for (const migration of files.filter(({ version }) => !applied.has(version))) {
      say(`database: ${migration.name}`)
      await apply(client, migration)
    }
    await migrateJobs({ pgPool: pool })
  } catch (error) {
    throw explained(error)
  } finally {
    // The connection goes, because its settings were changed, and the lock goes with it.
    client.release(true)
  }
}

function explained(error: unknown): unknown {
  if (codeOf(error) === '42501')
    return new StartError(
      'The user of the database may not create tables in it: make that user the owner of the database in DATABASE_URL.',
      { cause: error },
    )
  if (codeOf(error) === '25006')
    return new StartError(
      'The database can only be read: DATABASE_URL points to a standby, or it was made read-only.',
      { cause: error },
    )
  return error
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return {
        version: Number(name.slice(0, 4)),
        name,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      }
    }),
  )
}

async function readApplied(client: pg.PoolClient): Promise<Map<number, { name: string; checksum: string }>> {
  await client.query(`create table if not exists schema_migrations (
    version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<{ version: number; name: string; checksum: string }>(
    'select version, name, checksum from schema_migrations order by version',
  )
  return new Map(rows.map((row) => [row.version, row]))
}

function assertKnown(files: Migration[], applied: Map<number, { name: string; checksum: string }>): void {
  const known = new Map(files.map((file) => [file.version, file]))
  for (const [version, row] of applied) {
    const file = known.get(version)
    if (!file)
      throw new StartError(
        `The database was made by a newer Prosa (it has "${row.name}", unknown here). Start that version, or restore a backup from before the upgrade.`,
      )
    if (file.checksum !== row.checksum)
      throw new StartError(
        `The migration "${file.name}" is not the one that this database was made with. Migrations are never edited; check out the original file.`,
      )
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    // Where this fails too, the connection is gone and nothing is left to roll back; why it began is what matters.
    await client.query('rollback').catch(() => undefined)
    throw new StartError(
      `The migration "${migration.name}" failed: ${error instanceof Error ? error.message : error}`,
      { cause: error },
    )
  }
}
