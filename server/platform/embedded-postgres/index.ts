import { join } from 'node:path'
import { chooseAddress, dropSocketFolder } from './address.ts'
import { ensureCluster, user } from './cluster.ts'
import { type Connection, ensureDatabase, urlOf } from './database.ts'
import { explainFileError } from './explain.ts'
import { lockDataDir } from './lock.ts'
import { findPrograms } from './programs.ts'
import { chooseRunner } from './runner.ts'
import { runServer, type Server, type ServerPlan } from './server.ts'
import { type Ended, supervise } from './supervise.ts'
import { stopSurvivors } from './survivors.ts'

export type EmbeddedPostgresOptions = {
  /** Absolute; the cluster lives in its folder `postgres`. */
  dataDir: string
  database?: string
  settings?: Record<string, string>
  /** Progress, for a person. */
  say?: (line: string) => void
}

export type EmbeddedPostgres = {
  connection: Connection
  url: string
  /** Changes when the server had to be started again. */
  readonly pid: number
  stop(): Promise<void>
  /** Resolves when it is gone for good: stopped, or given up after too many restarts. */
  exited: Promise<Ended>
}

/** Runs PostgreSQL on a data directory of its own, and keeps it running until it is stopped. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const unlock = lockDataDir(options.dataDir)
  try {
    return await start(options, unlock)
  } catch (error) {
    unlock()
    throw explainFileError(error, options.dataDir)
  }
}

async function start(options: EmbeddedPostgresOptions, unlock: () => void): Promise<EmbeddedPostgres> {
  const plan = await planServer(options)
  await stopSurvivors(plan)
  const password = await ensureCluster(plan, plan.settings.fsync !== 'off')
  const { host, port } = plan.address
  const connection = { host, port, user, password, database: options.database ?? 'prosa' }
  const supervised = supervise(await runWithDatabase(plan, connection), {
    restart: async (signal) => {
      await stopSurvivors(plan)
      return runServer(plan, signal)
    },
    say: plan.say,
  })
  const exited = supervised.exited.finally(() => {
    dropSocketFolder(plan.address, plan.clusterDir)
    unlock()
  })
  return {
    connection,
    url: urlOf(connection),
    get pid() {
      return supervised.pid()
    },
    stop: async () => {
      await supervised.stop()
      await exited
    },
    exited,
  }
}

async function planServer({
  dataDir,
  settings = {},
  say = () => {},
}: EmbeddedPostgresOptions): Promise<ServerPlan> {
  const clusterDir = join(dataDir, 'postgres')
  const runner = chooseRunner(clusterDir)
  const programs = findPrograms(dataDir, runner)
  const address = await chooseAddress(clusterDir, runner)
  return { dataDir, clusterDir, runner, programs, address, settings, say }
}

async function runWithDatabase(plan: ServerPlan, connection: Connection): Promise<Server> {
  const server = await runServer(plan)
  try {
    await ensureDatabase(connection)
    return server
  } catch (error) {
    await server.stop()
    throw error
  }
}
