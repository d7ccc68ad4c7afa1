import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres/index.ts'

/** Nothing here has to survive a power cut; many files connect at the same time. */
export const testSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '300',
}

let own: { dataDir: string; borrowers: number; started: Promise<EmbeddedPostgres> | undefined } | undefined

/**
 * The server of the whole run, whose address `npm test` hands down; or, when a file is run alone, one of its own
 * that lives as long as somebody has a database on it.
 */
export async function borrowServer(): Promise<{ url: string; giveBack: () => Promise<void> }> {
  const shared = process.env.PROSA_TEST_DATABASE_URL
  if (shared) return { url: shared, giveBack: async () => {} }
  own ??= { dataDir: temporaryFolder('postgres'), borrowers: 0, started: undefined }
  own.borrowers++
  // Not stopped at the end of the process but with its last borrower: a running child would keep the process alive.
  own.started ??= startEmbeddedPostgres({
    dataDir: own.dataDir,
    database: 'postgres',
    settings: testSettings,
  })
  return { url: (await own.started).url, giveBack }
}

async function giveBack(): Promise<void> {
  if (!own || --own.borrowers > 0) return
  const server = await own.started
  own.started = undefined
  await server?.stop()
}

const temporary: string[] = []

/** Gone when the process is. */
export function temporaryFolder(purpose: string): string {
  if (temporary.length === 0) process.once('exit', removeTemporary)
  const folder = mkdtempSync(join(tmpdir(), `prosa-test-${purpose}-`))
  temporary.push(folder)
  return folder
}

function removeTemporary(): void {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

export async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** The same server, another database; what follows the `?` (the folder of the socket) stays. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
