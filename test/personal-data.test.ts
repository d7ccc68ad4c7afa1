import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonalData } from '#platform/feature.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { features } from '../server/features.ts'

// Columns that by their names hold something on somebody. Hashes and ids of accounts do too.
const telling =
  /^(contact|person)_id$|e_?mail|phone|cpf|cnpj|^ip$|^network$|user_agent|birth|address|^full_name$/

const claims: readonly PersonalData[] = features.flatMap(({ personalData = [] }) => personalData)

let database: TestDatabase
let columns: Map<string, string[]>
before(async () => {
  database = await testDatabase()
  const { rows } = await database.database.pool.query<{ table: string; columns: string[] }>(`
    select table_name as table, array_agg(column_name::text) as columns
    from information_schema.columns where table_schema = 'public' group by table_name`)
  columns = new Map(rows.map((row) => [row.table, row.columns]))
})
after(() => database?.close())

test('whatever holds something on somebody is claimed by a feature, column by column', () => {
  const found = [...columns].flatMap(([table, names]) =>
    names.filter((name) => telling.test(name)).map((name) => `${table}.${name}`),
  )
  assert.ok(
    found.includes('people.email') && found.includes('audit_entries.ip'),
    'otherwise this sees nothing',
  )
  const claimed = new Set(
    claims.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)),
  )
  assert.deepEqual(
    found.filter((name) => !claimed.has(name)),
    [],
  )
})

test('what is claimed exists, once, with a reason to keep it', () => {
  for (const { table, columns: names, keep } of claims) {
    const known = columns.get(table)
    assert.ok(known, `there is no table ${table}`)
    for (const name of names) assert.ok(known.includes(name), `${table} has no ${name}`)
    assert.match(keep, /\w+ \w+ \w+.*\.$/, `${table}: say how long it is kept, and why`)
  }
  const pairs = claims.map(({ table, about }) => `${table} ${about}`)
  assert.equal(new Set(pairs).size, pairs.length)
})
