import type pg from 'pg'
import { keepConnected } from '#platform/jobs/kept-connection.ts'
import type { Log } from '#platform/log.ts'

/**
 * Listens to a channel of the database for as long as it is not stopped. `hear` is also called whenever the connection
 * is back, because something may have been said meanwhile.
 */
export function listen({
  connection,
  channel,
  log,
  hear,
}: {
  connection: pg.ClientConfig
  channel: string
  log: Log
  hear: (payload: string) => void
}): { stop: () => Promise<void> } {
  return keepConnected({
    connection,
    log,
    pauses: { shortest: 100, longest: 5_000 },
    async prepare(client) {
      client.on('notification', ({ payload }) => hear(payload ?? ''))
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      hear('')
    },
  })
}
