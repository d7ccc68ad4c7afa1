import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { preparing } from '#platform/database/prepare.ts'
import type { Log } from '#platform/log.ts'
import type { DB } from '#platform/schema.ts'

export type Database = { db: Kysely<DB>; pool: pg.Pool; close: () => Promise<void> }

export const poolSize = 20

/** One pool for everything: Kysely's queries and graphile-worker's jobs. */
export function openDatabase(connection: pg.PoolConfig, log: Log): Database {
  let closing = false
  // The pool lets go of its connections without seeing them off, so a server that stops next still meets some.
  const lost = (message: string) => (error: Error) => closing || log.warn({ err: error }, message)
  const pool = new pg.Pool({
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    application_name: 'prosa',
    ...connection,
  })
  // Without these two, a restart of the database is an uncaught exception and takes the process with it.
  pool.on('error', lost('an idle database connection was lost'))
  pool.on('connect', (client) => client.on('error', lost('a database connection was lost')))
  pool.on('connect', preparing())
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  // Kysely's destroy() does nothing when no query ran through it, so the pool is ended here.
  const close = () => {
    closing = true
    return pool.end()
  }
  return { db, pool, close }
}
