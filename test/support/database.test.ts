import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '#test/database.ts'

test('every database is migrated, empty and its own', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()])
  try {
    await one.database.db
      .insertInto('settings')
      .values({ name: 'x', value: '{}', updated_at: new Date() })
      .execute()
    assert.equal((await one.database.db.selectFrom('settings').selectAll().execute()).length, 1)
    assert.deepEqual(await other.database.db.selectFrom('settings').selectAll().execute(), [])
  } finally {
    await Promise.all([one.close(), other.close()])
  }
})

test('a database is gone once it is closed, and another may follow', async () => {
  const first = await testDatabase()
  await first.close()
  const second = await testDatabase()
  try {
    const { rows } = await second.database.pool.query(
      'select datname from pg_database where datname like $1',
      ['prosa_test_%'],
    )
    const names: unknown[] = rows.map(({ datname }: { datname: unknown }) => datname)
    assert.ok(names.includes(new URL(second.url).pathname.slice(1)))
    assert.ok(!names.includes(new URL(first.url).pathname.slice(1)))
  } finally {
    await second.close()
  }
})
