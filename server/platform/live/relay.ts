import { z } from 'zod'
import { newId } from '#platform/ids.ts'
import type { Push } from '#platform/live/rules.ts'
import type { Log } from '#platform/log.ts'

const channel = 'prosa:tell'

const Told = z.object({
  from: z.string(),
  push: z.object({
    rooms: z.array(z.string()),
    name: z.string(),
    payload: z.record(z.string(), z.unknown()),
  }),
})

export type Relay = { tell: (push: Push) => void; close: () => void }

/**
 * Passes on to the sockets of other processes what is not worth keeping: typing. Nothing waits for Redis; while it is
 * away, people on one process do not see the others type. What must not be missed comes from the database.
 */
export async function openRelay({
  url,
  log,
  hear,
}: {
  url: string | null
  log: Log
  hear: (push: z.infer<typeof Told>['push']) => void
}): Promise<Relay> {
  if (url === null) return { tell: () => {}, close: () => {} }
  const { Redis } = await import('ioredis')
  const id = newId()
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, 2_000)
  const mouth = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
    retryStrategy,
  })
  // Listening must wait for Redis, however long it takes; speaking must not.
  const ear = new Redis(url, { maxRetriesPerRequest: null, connectTimeout: 2_000, retryStrategy })
  const note = (error: unknown) => log.debug({ err: error }, 'redis')
  mouth.on('error', note)
  ear.on('error', note)
  ear.on('message', (_channel, text) => {
    const told = Told.safeParse(parsed(text))
    if (told.success && told.data.from !== id) hear(told.data.push)
  })
  ear.subscribe(channel).catch(note)
  return {
    tell: (push) => void mouth.publish(channel, JSON.stringify({ from: id, push })).catch(note),
    close() {
      mouth.disconnect()
      ear.disconnect()
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
