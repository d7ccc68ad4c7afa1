import pg from 'pg'
import pino from 'pino'
import { type Database, openDatabase } from '#platform/database/index.ts'
import { asAdmin, borrowServer, databaseUrl } from './postgres.ts'
import { ensureTemplate } from './template.ts'

export type TestDatabase = { url: string; database: Database; close: () => Promise<void> }

let count = 0

/** An empty, migrated database of its own: a copy of the template, thrown away by `close`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await borrowServer()
  try {
    const template = await ensureTemplate(server.url)
    // The number of the process keeps files apart that run at the same time on one server.
    const name = `prosa_test_${process.pid}_${++count}`
    await asAdmin(server.url, (admin) => admin.query(`create database ${name} template ${template}`))
    const url = databaseUrl(server.url, name)
    const database = openDatabase({ connectionString: url }, pino({ level: 'silent' }))
    return { url, database, close: once(() => throwAway(server, name, database)) }
  } catch (error) {
    await server.giveBack()
    throw error
  }
}

type Server = Awaited<ReturnType<typeof borrowServer>>

async function throwAway(server: Server, name: string, database: Database): Promise<void> {
  try {
    if (!database.pool.ended) await database.close()
    await asAdmin(server.url, (admin) => drop(admin, name))
  } finally {
    await server.giveBack()
  }
}

// Never `with (force)`: it cuts connections that are just leaving, and their end would be reported as a failure of
// the test. Without it PostgreSQL itself waits up to 5 s for them.
async function drop(admin: pg.Client, name: string): Promise<void> {
  try {
    await admin.query(`drop database ${name}`)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '55006') throw error
    throw new Error(`Something still holds a connection to ${name}: the test must close what it opened.`, {
      cause: error,
    })
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}
