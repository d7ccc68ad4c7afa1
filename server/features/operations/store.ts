import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

type DatabaseState = { version: string; sizeBytes: number; schemaVersion: number }

export async function databaseState({ db }: Ctx): Promise<DatabaseState> {
  const { rows } = await sql<{ version: string; size: string; schema: number }>`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database()) as size,
      (select coalesce(max(version), 0) from schema_migrations) as schema`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database did not say what it is')
  return { version: row.version, sizeBytes: Number(row.size), schemaVersion: row.schema }
}
