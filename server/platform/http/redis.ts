import type { Redis } from 'ioredis'
import type { Deps } from '#platform/context.ts'
import type { HealthCheck } from '#platform/feature.ts'
import { limits } from '#platform/http/limits.ts'

export type SharedCounts = { client: Redis; health: HealthCheck; close: () => void }

/** Where several processes count together. Nothing waits for it: while it is away, each counts for itself. */
export async function openRedis({ config, log }: Pick<Deps, 'config' | 'log'>): Promise<SharedCounts | null> {
  if (config.redisUrl === null) return null
  // Loaded only where it is used: one machine has no need of it, nor of its memory.
  const { Redis } = await import('ioredis')
  const client = new Redis(config.redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: limits.timeouts.redis,
    connectTimeout: 2000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2000),
  })
  // Without a listener the first lost connection would end the process; /health tells how long it lasts.
  client.on('error', (error) => log.debug({ err: error }, 'redis'))
  return {
    client,
    health: { name: 'redis', check: async () => void (await client.ping()) },
    close: () => client.disconnect(),
  }
}
