import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import pino from 'pino'
import { openDatabase } from '#platform/database/index.ts'
import { migrate } from '#platform/database/migrate.ts'
import { asAdmin, databaseUrl } from './postgres.ts'

const migrations = new URL('../../db/migrations/', import.meta.url)
const lockKey = 7_205_759_404

let ready: Promise<string> | undefined

/** The migrated database that the others are copied from; made once per server and set of migrations. */
export const ensureTemplate = (serverUrl: string): Promise<string> => {
  ready ??= build(serverUrl)
  return ready
}

async function build(serverUrl: string): Promise<string> {
  const name = `prosa_template_${fingerprint()}`
  await asAdmin(serverUrl, async (admin) => {
    // Files run as processes of their own: the first one builds, the others wait here.
    await admin.query('select pg_advisory_lock($1)', [lockKey])
    if (await isReady(admin, name)) return
    await admin.query(`drop database if exists ${name}`)
    await admin.query(`create database ${name}`)
    await fill(databaseUrl(serverUrl, name))
    // Said last: a template that was interrupted is not one. One open connection would make every copy fail.
    await admin.query(`alter database ${name} is_template true allow_connections false`)
  })
  return name
}

async function isReady(admin: pg.Client, name: string): Promise<boolean> {
  const { rows } = await admin.query('select 1 from pg_database where datname = $1 and datistemplate', [name])
  return rows.length > 0
}

async function fill(url: string): Promise<void> {
  const database = openDatabase({ connectionString: url }, pino({ level: 'silent' }))
  try {
    await migrate(database.pool)
  } finally {
    await database.close()
  }
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(migrations).sort())
    hash.update(name).update(readFileSync(new URL(name, migrations)))
  return hash.digest('hex').slice(0, 12)
}
