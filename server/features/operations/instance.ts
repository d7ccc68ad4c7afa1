import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import type { InstanceState } from '#contract/operations.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { authorize } from '#platform/policy.ts'
import { databaseState } from './store.ts'

const packageJson = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
const { version } = z.object({ version: z.string() }).parse(JSON.parse(packageJson))

/** A stop leaves no trace that could be trusted, a start does: whoever reads the audit log sees where it was interrupted. */
export const noteStart = (ctx: Ctx): Promise<void> =>
  transaction(ctx, async (ctx) =>
    publish(ctx, 'instance.started', { type: 'instance', id: null }, { version }),
  )

export async function describeInstance(ctx: Ctx): Promise<InstanceState> {
  authorize(ctx, 'operations:read')
  const { config } = ctx
  const { bavail, bsize } = await statfs(config.dataDir)
  return {
    version,
    node: process.versions.node,
    roles: [...config.roles],
    uptimeSeconds: Math.floor(process.uptime()),
    database: { kind: config.databaseUrl === null ? 'embedded' : 'external', ...(await databaseState(ctx)) },
    freeBytes: bavail * bsize,
    files: config.filesUrl === null ? 'folder' : 's3',
    // Wanted is not enough: where it did not come up, what is sent goes out to people.
    sandbox: config.sandboxUrl !== null,
  }
}
