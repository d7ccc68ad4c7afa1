import type pg from 'pg'
import type { Config } from '#platform/config.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/index.ts'
import { codeOf } from '#platform/error-code.ts'
import { StartError } from '#platform/start-error.ts'

export type Connection = {
  settings: pg.PoolConfig
  embedded: boolean
  /** Resolves only if an embedded server is gone for good; an external one is somebody else's to watch. */
  lost: Promise<void>
  stop: () => Promise<void>
}

const oldestServer = 150_000

/** The embedded server, or the one that DATABASE_URL names. */
export async function connect(config: Config, say: (line: string) => void): Promise<Connection> {
  const never = new Promise<void>(() => {})
  if (config.databaseUrl) {
    const settings = { connectionString: config.databaseUrl }
    return { settings, embedded: false, lost: never, stop: async () => {} }
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, say })
  const lost = server.exited.then(({ expected }) => (expected ? never : undefined))
  return { settings: server.connection, embedded: true, lost, stop: server.stop }
}

/** Says in one line what is wrong with a database that cannot be used. */
export async function assertUsable(pool: pg.Pool): Promise<void> {
  const version = await serverVersion(pool)
  if (version < oldestServer)
    throw new StartError(
      `DATABASE_URL points to PostgreSQL ${Math.floor(version / 10_000)}; Prosa needs 15 or newer.`,
    )
}

async function serverVersion(pool: pg.Pool): Promise<number> {
  try {
    const { rows } = await pool.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    )
    return rows[0]?.version ?? 0
  } catch (error) {
    throw new StartError(explain(error), { cause: error })
  }
}

const reasons: Record<string, string> = {
  '28P01': 'the user or the password in DATABASE_URL is wrong',
  '28000': 'the server does not let this user in (pg_hba.conf)',
  '3D000': 'the database named in DATABASE_URL does not exist',
  '42501': 'the user may not use this database',
  '53300': 'the server has no free connections',
  '57P03': 'the server is starting up or shutting down',
  ECONNREFUSED: 'nothing listens at the address in DATABASE_URL',
  ENOTFOUND: 'the host in DATABASE_URL is unknown',
  EAI_AGAIN: 'the host in DATABASE_URL is unknown',
  ETIMEDOUT: 'the server does not answer',
  EHOSTUNREACH: 'the server cannot be reached',
  ENOENT: 'there is no socket where DATABASE_URL points to',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is not trusted (see sslmode and sslrootcert)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is not trusted (see sslmode and sslrootcert)',
}

/** A certificate or key; a socket that is missing fails to connect, not to open. */
const missingFile = (failure: unknown): string | undefined =>
  failure instanceof Error && 'path' in failure && 'syscall' in failure && failure.syscall === 'open'
    ? `the file ${failure.path}, named in DATABASE_URL, cannot be read`
    : undefined

function explain(error: unknown): string {
  const failure = error instanceof AggregateError ? error.errors[0] : error
  const code = codeOf(failure) ?? ''
  const message = failure instanceof Error ? failure.message : String(failure)
  const reason =
    missingFile(failure) ??
    reasons[code] ??
    (/timeout/i.test(message) ? 'the server does not answer' : message.split('\n')[0])
  return `The database cannot be used: ${reason}.`
}
