import { GraphError } from './errors.ts'

export type Multipart = {
  fields: Record<string, string>
  file: { bytes: Buffer; mimeType: string; name: string } | null
}

/** With what Node brings: a form is read as the answer to a request would be. */
export async function readMultipart(body: unknown, contentType = ''): Promise<Multipart> {
  if (!Buffer.isBuffer(body)) throw new GraphError(100, '(#100) The body must be multipart/form-data')
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new GraphError(100, '(#100) The body is not valid multipart/form-data')
    })
  const result: Multipart = { fields: {}, file: null }
  for (const [name, value] of form) {
    if (typeof value === 'string') result.fields[name] = value
    else if (name === 'file') {
      const bytes = Buffer.from(await value.arrayBuffer())
      result.file = { bytes, mimeType: result.fields.type ?? value.type, name: value.name }
    }
  }
  return result
}

/** For `addContentTypeParser`: the bytes as they are. */
export const keepBytes = (_: unknown, body: Buffer, done: (error: null, body: Buffer) => void) =>
  done(null, body)
