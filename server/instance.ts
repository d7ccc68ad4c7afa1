import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import type { Ctx, Deps } from '#platform/context.ts'
import { assertUsable, type Connection, connect } from '#platform/database/connect.ts'
import { type Database, openDatabase } from '#platform/database/index.ts'
import { migrate } from '#platform/database/migrate.ts'
import { createAnnouncer, type LocalAnnouncer } from '#platform/events/announcer.ts'
import type { Feature } from '#platform/feature.ts'
import { openFiles } from '#platform/files/index.ts'
import { createLog } from '#platform/log.ts'
import { openMail } from '#platform/mail.ts'
import { createMetrics } from '#platform/metrics.ts'
import { createOutbound } from '#platform/outbound/index.ts'
import { system } from '#platform/policy.ts'
import { openSecrets } from '#platform/secrets/index.ts'

/** One running Prosa: what the roles are built on. */
export type Instance = {
  deps: Deps
  database: Database
  connection: Connection
  announcer: LocalAnnouncer
  close: () => Promise<void>
}

/** Opens everything in order; what was opened is closed again, in reverse, when a later step fails or at the end. */
export async function openInstance(
  config: Config,
  features: readonly Feature[],
  say: (line: string) => void,
  {
    now = () => new Date(),
    log = createLog({ level: config.logLevel }),
  }: Partial<Pick<Deps, 'now' | 'log'>> = {},
): Promise<Instance> {
  const closing: Array<() => unknown> = []
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const connection = await connect(config, say)
    closing.push(connection.stop)
    const database = openDatabase(connection.settings, log)
    closing.push(database.close)
    if (!connection.embedded) await assertUsable(database.pool)
    await migrate(database.pool, say)
    const announcer = createAnnouncer({ pool: database.pool, features, log })
    const secrets = await openSecrets({
      db: database.db,
      secretKeys: config.secretKeys,
      dataDir: config.dataDir,
      log,
    })
    closing.push(() => secrets.close())
    const outbound = createOutbound(config)
    closing.push(() => outbound.close())
    const deps: Deps = {
      config,
      db: database.db,
      now,
      log,
      metrics: createMetrics(),
      secrets,
      files: await openFiles({ filesUrl: config.filesUrl, folder: join(config.dataDir, 'files') }),
      mail: await openMail(config),
      outbound,
      announcer,
    }
    return { deps, database, connection, announcer, close }
  } catch (error) {
    await close()
    throw error
  }
}

export const systemCtx = (deps: Deps): Ctx => ({ ...deps, actor: system })
