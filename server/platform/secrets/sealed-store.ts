import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DB } from '#platform/schema.ts'

type Db = { db: Kysely<DB> }
type KeyColumn = { name: string; type: string }
export type SealedColumn = { table: string; column: string; key: KeyColumn[] }
export type SealedValue = { key: string[]; sealed: string }

/** Every column that holds sealed values says so by its name. */
export async function sealedColumns(ctx: Db): Promise<SealedColumn[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.table_name as table, c.column_name as column
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
      and c.column_name like '%\\_encrypted' and c.data_type = 'text'
    order by 1, 2`.execute(ctx.db)
  return Promise.all(rows.map(async (row) => ({ ...row, key: await primaryKey(ctx, row.table) })))
}

async function primaryKey({ db }: Db, table: string): Promise<KeyColumn[]> {
  const { rows } = await sql<KeyColumn>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = quote_ident(${table})::regclass and i.indisprimary
    order by array_position(i.indkey, a.attnum)`.execute(db)
  if (rows.length === 0) throw new Error(`the table ${table} has sealed values but no primary key`)
  return rows
}

/** The next values that are not sealed with this version, in the order of their rows. */
export async function sealedOtherwise(
  { db }: Db,
  { table, column, key }: SealedColumn,
  version: number,
  after: string[] | null,
  limit: number,
): Promise<SealedValue[]> {
  const names = sql.join(key.map(({ name }) => sql.ref(name)))
  const further = after
    ? sql`and (${names}) > (${sql.join(key.map(({ type }, index) => sql`${after[index]}::${sql.raw(type)}`))})`
    : sql``
  const texts = sql.join(key.map(({ name }) => sql`${sql.ref(name)}::text`))
  const { rows } = await sql<SealedValue>`
    select array[${texts}] as key, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(column)} is not null and ${sql.ref(column)} not like ${`v${version}.%`} ${further}
    order by ${names} limit ${limit}`.execute(db)
  return rows
}

/** Only where the value is still the one that was read: a write that came in between stays. */
export async function replace(
  { db }: Db,
  { table, column, key }: SealedColumn,
  values: Array<SealedValue & { fresh: string }>,
): Promise<number> {
  const keyLists = key.map((_, index) => textArray(values.map((value) => value.key[index] ?? '')))
  const sameRow = key.map(
    ({ name, type }, index) =>
      sql`${sql.ref(`target.${name}`)} = ${sql.ref(`given.k${index}`)}::${sql.raw(type)}`,
  )
  const result = await sql`
    update ${sql.table(table)} as target set ${sql.id(column)} = given.fresh
    from unnest(${sql.join([...keyLists, textArray(values.map((value) => value.sealed)), textArray(values.map((value) => value.fresh))])})
      as given(${sql.join([...key.map((_, index) => sql.id(`k${index}`)), sql.id('sealed'), sql.id('fresh')])})
    where ${sql.join(sameRow, sql` and `)} and ${sql.ref(`target.${column}`)} = given.sealed`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

const textArray = (items: string[]): RawBuilder<string[]> => sql`${items}::text[]`

/** Some jobs carry what must not be readable in the queue; they end by themselves and are not rewritten. */
export async function waitingJobsNeedOther({ db }: Db, version: number): Promise<boolean> {
  const otherwise = `"v(?!${version}\\.)\\d+\\.[A-Za-z0-9_-]{38,}"`
  const { rows } = await sql<{ needed: boolean }>`
    select exists (select from graphile_worker._private_jobs where payload::text ~ ${otherwise}) as needed`.execute(
    db,
  )
  return rows[0]?.needed ?? false
}

/** The number of a transaction that begins now. */
export async function transactionNumber({ db }: Db): Promise<bigint> {
  const { rows } = await sql<{ number: string }>`select pg_current_xact_id()::text as number`.execute(db)
  return BigInt(rows[0]?.number ?? 0)
}

/** All transactions with a smaller number have ended. */
export async function oldestRunning({ db }: Db): Promise<bigint> {
  const { rows } = await sql<{ number: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as number`.execute(db)
  return BigInt(rows[0]?.number ?? 0)
}
