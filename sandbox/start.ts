import Fastify from 'fastify'
import { controlApi } from './control/index.ts'
import { pageRoutes } from './control/page.ts'
import { bodyOf, GraphError } from './graph/errors.ts'
import { graphApi } from './graph/index.ts'
import type { Sandbox, SandboxOptions } from './index.ts'
import { verbsOf } from './verbs.ts'
import { openWorld } from './world/world.ts'

const jsonLimit = 3 * 1024 * 1024

export async function start(options: SandboxOptions): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', dataFile = null, keepLedger = 200_000 } = options
  const world = openWorld({ dataFile, keepLedger })
  const verbs = verbsOf(world)
  const app = Fastify({
    bodyLimit: jsonLimit,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  })
  await app.register(graphApi, { world })
  await app.register(controlApi, { world, verbs, prefix: '/sandbox/api' })
  pageRoutes(app, options.phoneFolder ?? new URL('./phone/', import.meta.url))
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(400)
      .send(bodyOf(new GraphError(2500, `Unknown path components: ${request.url.split('?')[0]}`))),
  )
  const address = await app.listen({ port, host })
  world.url = address.replace(/\/\/(0\.0\.0\.0|\[::1?\])/, '//127.0.0.1')

  return Object.defineProperties(
    // Spread would copy what `outside` is now, not what it will be.
    { url: world.url, close: () => close() },
    Object.getOwnPropertyDescriptors(verbs),
  ) as Sandbox // the two halves of it

  async function close(): Promise<void> {
    await app.close()
    await world.close()
  }
}
