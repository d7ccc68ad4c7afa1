import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { assertUsable } from '#platform/database/connect.ts'
import { migrate } from '#platform/database/migrate.ts'
import { StartError } from '#platform/start-error.ts'
import { testDatabase } from '#test/database.ts'

const { url, close } = await testDatabase()
after(close)

/** What the start says when the database is as these statements leave the session. */
async function refusal(work: (pool: pg.Pool) => Promise<void>, options = '', address = url): Promise<string> {
  const pool = new pg.Pool({ connectionString: address, options, max: 2 })
  try {
    await work(pool)
    return 'none'
  } catch (error) {
    assert.ok(error instanceof StartError, String(error))
    return error.message
  } finally {
    await pool.end()
  }
}

test('a user without rights and a database that is only read are one line each', async () => {
  // Nobody owns anything and nobody may create here.
  const empty = new pg.Client(url)
  await empty.connect()
  await empty.query('alter table schema_migrations rename to elsewhere')
  const role = `nobody_${process.pid}`
  await empty.query(`create role ${role}`)
  try {
    assert.match(await refusal(migrate, `-c role=${role}`), /may not create tables/)
    assert.match(await refusal(migrate, '-c default_transaction_read_only=on'), /can only be read/)
  } finally {
    await empty.query(`drop role ${role}`)
    await empty.end()
  }
})

test('a certificate that is missing is called by its name', async () => {
  const address = `${url}${url.includes('?') ? '&' : '?'}sslmode=verify-full&sslrootcert=/nowhere/root.pem`
  assert.match(await refusal(assertUsable, '', address), /\/nowhere\/root\.pem.*cannot be read/)
})
