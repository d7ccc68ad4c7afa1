import type { FastifyInstance } from 'fastify'
import { Problem } from '../customers/problem.ts'
import type { World } from '../world/world.ts'
import type { Asked } from './server.ts'

const shown = /^(image\/(jpeg|png|webp|gif)|audio\/|video\/)/

/** For the phone page; what a browser could run is only ever downloaded. */
export function mediaRoute(control: FastifyInstance, world: World): void {
  control.get<Asked>('/media/:id', async ({ params }, reply) => {
    const media = world.media.find(params.id)
    if (!media) throw new Problem(404, 'There is no such file')
    const { filename = 'arquivo', mimeType } = media
    const disposition = shown.test(mimeType) ? 'inline' : 'attachment'
    return reply
      .type(mimeType)
      .headers({
        'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(filename)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=3600',
      })
      .send(await world.media.read(media))
  })
}
