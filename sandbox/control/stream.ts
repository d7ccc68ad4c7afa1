import type { FastifyInstance } from 'fastify'
import { Problem } from '../customers/problem.ts'
import type { World } from '../world/world.ts'

const mostPhones = 100
const mostWaiting = 4 * 1024 * 1024

/** What happens, as it happens, for open phone pages. */
export function streamRoute(control: FastifyInstance, world: World): void {
  control.get('/stream', (request, reply) => {
    if (world.phones >= mostPhones) throw new Problem(409, `There are ${mostPhones} pages open already`)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // A proxy that buffers would keep it all to itself.
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 1000\n\n')
    world.phones++
    const stop = world.changes.listen(({ event, data }) => {
      // A page that does not read loses its connection and starts anew.
      if (raw.writableLength > mostWaiting) raw.destroy()
      else raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    })
    const ping = setInterval(() => raw.write(': ping\n\n'), 15_000)
    request.raw.on('close', () => {
      clearInterval(ping)
      stop()
      world.phones--
    })
  })
}
