import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Media } from '../world/media.ts'
import type { World } from '../world/world.ts'
import { GraphError, noSuchObject, refusal } from './errors.ts'
import { mostBytes, problemOfUpload } from './media-kinds.ts'
import { readMultipart } from './multipart.ts'
import { type GraphRequest, requireNumber } from './server.ts'

const month = 30 * 24 * 3_600_000
const addressLasts = 5 * 60_000

export function uploadRoutes(graph: FastifyInstance, world: World): void {
  graph.post('/:id/media', { bodyLimit: mostBytes + 65_536 }, async (request: GraphRequest) => {
    const number = requireNumber(world, request.params.id)
    if (world.faults.happens('mediaFails')) throw refusal(131000, 'Asked for in the faults of the sandbox')
    const { fields, file } = await readMultipart(request.body, request.headers['content-type'])
    if (fields.messaging_product !== 'whatsapp')
      throw new GraphError(100, '(#100) The parameter messaging_product is required.')
    if (!file) throw new GraphError(100, '(#100) The parameter file is required.')
    const problem = problemOfUpload(file.mimeType, file.bytes.length)
    if (problem !== null) throw new GraphError(100, `(#100) ${problem}`, { details: problem })
    const now = world.clock.now()
    const about = { number: number.id, mimeType: file.mimeType, createdAt: now, expiresAt: now + month }
    const media = world.media.add(file.bytes, { ...about, ...(file.name && { filename: file.name }) })
    world.touch()
    return { id: media.id }
  })
  graph.delete('/:id', async ({ params: { id }, query }: GraphRequest) => {
    if (!findMedia(world, id, query.phone_number_id)) throw noSuchObject(id)
    world.media.remove(id)
    world.touch()
    return { success: true }
  })
}

export function presentMedia(world: World, id: string, number: string | undefined) {
  const media = findMedia(world, id, number)
  return (
    media && {
      messaging_product: 'whatsapp',
      url: addressOf(world, media),
      mime_type: media.mimeType,
      sha256: media.sha256,
      file_size: media.bytes,
      id: media.id,
    }
  )
}

function findMedia({ media, clock }: World, id: string, number: string | undefined): Media | undefined {
  const found = media.find(id)
  const isThere = found && found.expiresAt > clock.now() && (number ?? found.number) === found.number
  return isThere ? found : undefined
}

/** Good for five minutes, and only with the token. */
export function addressOf(world: World, { id }: Media): string {
  const until = String(Math.floor((world.clock.now() + addressLasts) / 1000))
  const query = new URLSearchParams({ mid: id, ext: until, hash: hashOf(world, id, until) })
  return `${world.url}/whatsapp_business/attachments/?${query}`
}

const hashOf = ({ account }: World, id: string, until: string) =>
  createHmac('sha256', account.appSecret).update(`${id} ${until}`).digest('base64url')

type Asked = { Querystring: { mid?: string; ext?: string; hash?: string } }

export function downloadRoutes(graph: FastifyInstance, world: World): void {
  graph.get<Asked>('/whatsapp_business/attachments/', async ({ query }, reply) => {
    const { mid = '', ext = '', hash } = query
    if (world.faults.happens('mediaFails'))
      return reply.code(500).send('Asked for in the faults of the sandbox')
    const media = findMedia(world, mid, undefined)
    const isGood = hash === hashOf(world, mid, ext) && Number(ext) * 1000 > world.clock.now()
    if (!media || !isGood) return reply.code(404).send('')
    return reply.type(media.mimeType).send(await world.media.read(media))
  })
}
