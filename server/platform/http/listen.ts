import type { FastifyInstance } from 'fastify'
import type { Config } from '#platform/config.ts'
import { limits } from '#platform/http/limits.ts'
import { ownAddress } from '#platform/own-address.ts'
import { StartError } from '#platform/start-error.ts'

export type Listening = { url: string; port: number }

export async function listen(
  app: FastifyInstance,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<Listening> {
  try {
    // Fastify opens a second server for "localhost", on the other IP version, which sockets would not be part of.
    await app.listen({ port, host: host === 'localhost' ? '127.0.0.1' : host })
  } catch (error) {
    throw explained(error, host, port)
  }
  const address = app.server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return { url: ownAddress({ host, port: bound }), port: bound }
}

/**
 * Takes no more connections, lets what runs come to its end, and cuts off what takes too long for it. The server may
 * already have been closed by whoever shares it: then too this waits until everybody is gone.
 */
export async function drain(app: FastifyInstance, patience: number = limits.drain): Promise<void> {
  const { server } = app
  // A connection becomes idle when its last answer is out, and would then be kept alive for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), patience)
  try {
    await app.close()
  } finally {
    clearInterval(idle)
    clearTimeout(late)
  }
}

/** Tells those that are being answered while we stop not to send another request on the same connection. */
export function announceDrain(app: FastifyInstance): void {
  let wasListening = false
  app.addHook('onListen', (done) => {
    wasListening = true
    done()
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (wasListening && !app.server.listening) reply.header('connection', 'close')
    done()
  })
}

function explained(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} on ${host} is in use by another program. Stop that one, or set PORT to another number.`,
      )
    case 'EACCES':
      return new StartError(`This user may not listen on port ${port}. Set PORT to a number from 1024 on.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new StartError(
        `HOST is "${host}", which is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.`,
      )
    default:
      return error
  }
}
