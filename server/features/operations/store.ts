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

/** Newest first. */
export async function deadLetters(
  { db }: Ctx,
  { job, limit }: { job: string | undefined; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null
      and (${job ?? null}::text is null or task_identifier = ${job ?? null})
    order by id desc limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
