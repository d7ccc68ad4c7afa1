import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '#platform/context.ts'
import { DomainError, invalid } from '#platform/errors.ts'
import { authorize } from '#platform/policy.ts'

const longestName = 240

export type Received = { file: Readable; name: string | null }

/** The one file of a multipart request, given on while it arrives. */
export async function receiveFile<T>(
  ctx: Ctx,
  request: FastifyRequest,
  take: (file: Received) => Promise<T>,
): Promise<T> {
  authorize(ctx, 'conversations:reply')
  if (!request.isMultipart()) throw notMultipart()
  const part = await request.file()
  if (!part)
    throw invalid([{ pointer: '/file', code: 'required', message: 'Send one part with the name of a file.' }])
  try {
    return await take({ file: part.file, name: nameOf(part.filename) })
  } catch (error) {
    // Whoever still sends reads the answer only when somebody takes the rest off them.
    request.raw.unpipe()
    request.raw.resume()
    throw error
  }
}

/** Without the folders of whoever sent it, and without what no file system takes. */
function nameOf(said: string | undefined): string | null {
  const name = (said ?? '')
    .toWellFormed()
    .split(/[\\/]/)
    .at(-1)
    // As browsers write a quotation mark.
    ?.replaceAll('%22', '"')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f]|%0[AD]/g, '')
    .trim()
  return name ? name.slice(-longestName) : null
}

const notMultipart = () =>
  new DomainError(415, 'unsupported_media_type', 'Send the file as multipart/form-data.')
