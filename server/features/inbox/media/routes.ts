import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Id } from '#contract/common.ts'
import { MessageMedia } from '#contract/messages.ts'
import type { Ctx } from '#platform/context.ts'
import type { Http } from '#platform/http/route.ts'
import { MediaKind } from './media.ts'
import { receiveFile } from './receiving.ts'
import { openMedia, RangeOutside, type Which } from './serving.ts'
import { uploadMedia } from './upload.ts'

const params = z.object({ id: Id })
const UploadQuery = z.object({
  kind: MediaKind.optional().meta({
    description: 'What it is to be sent as; by its content where you say nothing',
  }),
  voice: z.stringbool().default(false).meta({ description: 'A voice message: Ogg with Opus, one channel' }),
})

export function mediaRoutes(all: Http): void {
  const http = all.tag('Media')
  http.post('/media', {
    can: 'conversations:reply',
    summary: 'Upload a file to send',
    description:
      'multipart/form-data with one part `file`. What it is counts by its content. Pictures that channels do not take are converted; what cannot be sent is refused with the reason. Send it with the `id` of the answer.',
    accepts: 'file',
    query: UploadQuery,
    reply: MessageMedia,
    status: 201,
    limit: { max: 120, perSeconds: 60 },
    run: (ctx, { query: { kind, voice }, request }) =>
      receiveFile(ctx, request, (file) => uploadMedia(ctx, { ...file, kind, voice })),
  })
  http.get('/media/:id', {
    can: 'conversations:read',
    summary: 'Fetch a file of a message',
    description: 'For who may see a conversation that it is in. Range requests work.',
    params,
    reply: z.custom<Readable>(),
    produces: ['application/octet-stream'],
    run: (ctx, { params, request, reply }) => serve(ctx, params.id, 'file', request, reply),
  })
  http.get('/media/:id/thumbnail', {
    can: 'conversations:read',
    summary: 'Fetch the small picture of a file',
    params,
    reply: z.custom<Readable>(),
    produces: ['image/webp'],
    run: (ctx, { params, request, reply }) => serve(ctx, params.id, 'thumbnail', request, reply),
  })
}

async function serve(ctx: Ctx, id: string, which: Which, request: FastifyRequest, reply: FastifyReply) {
  try {
    const { status, headers, type, stream } = await openMedia(ctx, id, which, request.headers.range)
    reply.code(status).headers(headers).type(type)
    return stream
  } catch (error) {
    // A player that asked too far learns how far it may.
    if (error instanceof RangeOutside) reply.header('content-range', error.contentRange)
    throw error
  }
}
