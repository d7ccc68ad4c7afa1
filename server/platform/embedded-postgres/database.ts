import pg from 'pg'

export type Connection = { host: string; port: number; user: string; password: string; database: string }

/** Extensions are the migrations' business; the user may create them. */
export async function ensureDatabase(connection: Connection) {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      connection.database,
    ])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

/** The form other tools understand. */
export function urlOf({ host, port, user, password, database }: Connection) {
  const name = encodeURIComponent(database)
  if (!host.startsWith('/')) return `postgres://${user}:${password}@${host}:${port}/${name}`
  return `postgres://${user}:${password}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`
}
