import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { ask, type Line } from '../ask.ts'
import { ChannelError, refusal } from '../failure.ts'

export type FileToUpload = { type: string; name: string; size: number } & (
  | { stream: Readable }
  | { buffer: Uint8Array }
)
export type Uploaded = { providerId: string; until: Date }

const timeoutMs = 180_000
const numberNotFound = 33
// It lives 30 days; clocks differ.
const keptFor = 29 * 24 * 3600 * 1000

export async function uploadMedia(line: Line, number: string, file: FileToUpload): Promise<Uploaded> {
  const form = multipart(file)
  try {
    const { id } = await ask(
      line,
      {
        method: 'POST',
        path: [number, 'media'],
        absent: numberNotFound,
        options: { timeoutMs, headers: form.headers, body: form.body() },
      },
      z.object({ id: z.string().min(1) }),
    )
    return { providerId: id, until: new Date(Date.now() + keptFor) }
  } catch (error) {
    if (form.broken())
      throw new ChannelError(
        refusal('wrong_size', 'media_invalid', 'The file is not as long as it should be'),
      )
    throw repeatable(error)
  } finally {
    if ('stream' in file) file.stream.destroy()
  }
}

/** A file that arrived twice harms nobody: what is in doubt may be tried again, unlike a message. */
const repeatable = (error: unknown): unknown =>
  error instanceof ChannelError && error.error.class === 'B'
    ? new ChannelError({ ...error.error, class: 'A', todo: null }, error)
    : error

/** Written out, because only so its length is known while the file is a stream: Meta takes nothing in chunks. */
function multipart(file: FileToUpload) {
  const boundary = `prosa-${randomUUID()}`
  const head = Buffer.from(
    `${field(boundary, 'messaging_product', 'whatsapp')}${field(boundary, 'type', typeOf(file))}--${boundary}\r\n` +
      `Content-Disposition: form-data; name="file"; filename="${nameOf(file)}"\r\nContent-Type: ${typeOf(file)}\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(head.length + file.size + tail.length),
  }
  let sent = 0
  let over = false
  async function* body(): AsyncGenerator<Uint8Array> {
    yield head
    for await (const part of partsOf(file)) {
      sent += part.length
      if (sent > file.size) break
      yield part
    }
    over = true
    yield tail
  }
  return { headers, body, broken: () => sent > file.size || (over && sent < file.size) }
}

const partsOf = (file: FileToUpload): AsyncIterable<Uint8Array> =>
  'stream' in file ? file.stream : Readable.from([file.buffer], { objectMode: false })

const field = (boundary: string, name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

const typeOf = ({ type }: FileToUpload): string =>
  /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w.+-]+)*$/.test(type) ? type : 'application/octet-stream'

const nameOf = ({ name }: FileToUpload): string =>
  name.toWellFormed().replace(/[\r\n"]/g, (one) => encodeURIComponent(one)) || 'file'
