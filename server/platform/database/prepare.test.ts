import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '#test/database.ts'
import { preparing } from './prepare.ts'

const { url, close } = await testDatabase()
const pool = new pg.Pool({ connectionString: url, max: 1 })
pool.on('connect', preparing())
after(async () => {
  await pool.end()
  await close()
})

const prepared = async (): Promise<string[]> => {
  const { rows } = await pool.query<{ statement: string }>('select statement from pg_prepared_statements')
  return rows.map(({ statement }) => statement)
}
const ask = async (text: string, values: unknown[], times: number) => {
  for (let time = 1; time <= times; time++) await pool.query(text, values)
}

test('what is asked again and again is prepared, and still answers', async () => {
  const text = 'select $1::int + 1 as next'
  await ask(text, [1], 2)
  assert.ok(!(await prepared()).includes(text))
  await ask(text, [1], 1)
  assert.ok((await prepared()).includes(text))
  const { rows } = await pool.query(text, [41])
  assert.deepEqual(rows, [{ next: 42 }])
})

test('what returns every column is not, because another process may add one', async () => {
  await ask('select * from people where id = $1', ['019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d'], 4)
  assert.deepEqual(
    (await prepared()).filter((text) => text.includes('people')),
    [],
  )
})

test('a table that gains a column answers as before', async () => {
  const text = 'select name from settings where name = $1'
  await ask(text, ['x'], 4)
  assert.ok((await prepared()).includes(text))
  await pool.query('alter table settings add column later text')
  assert.deepEqual((await pool.query(text, ['x'])).rows, [])
})
