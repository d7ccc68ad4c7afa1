import sharp from 'sharp'
import type { App, PersonName } from '#test/app.ts'

/** A picture of one colour; what a test needs of its format is in `write`. */
export const aPicture = (width = 600, height = 400) =>
  sharp({ create: { width, height, channels: 4, background: '#3b82f6' } })

export const aJpeg = (width?: number, height?: number): Promise<Buffer> =>
  aPicture(width, height).jpeg().toBuffer()

/** A page of an Ogg file: enough of one to be told how long it is and in how many channels. */
function page(position: bigint, content: Buffer): Buffer {
  const header = Buffer.alloc(28)
  header.write('OggS', 0, 'latin1')
  header.writeBigInt64LE(position, 6)
  header.writeUInt8(1, 26)
  header.writeUInt8(content.length, 27)
  return Buffer.concat([header, content])
}

export function anOgg({ seconds = 3, channels = 1, codec = 'OpusHead' } = {}): Buffer {
  const skipped = 312
  const head = Buffer.alloc(19)
  head.write(codec, 0, 'latin1')
  head.writeUInt8(1, 8)
  head.writeUInt8(channels, 9)
  head.writeUInt16LE(skipped, 10)
  const tags = Buffer.from('OpusTags')
  const sound = Buffer.alloc(200, 7)
  return Buffer.concat([page(0n, head), page(0n, tags), page(BigInt(seconds * 48_000 + skipped), sound)])
}

export type Uploaded = { status: number; body: Record<string, unknown>; text: string }

/** As a browser does it, on one of our pages. */
export async function upload(
  app: App,
  as: PersonName,
  content: Uint8Array,
  {
    name = 'arquivo',
    query = '',
    headers = {},
  }: { name?: string; query?: string; headers?: Record<string, string> } = {},
): Promise<Uploaded> {
  const form = new FormData()
  // A buffer may be a part of a larger one: the copy is not.
  form.append('file', new Blob([new Uint8Array(content)]), name)
  const own = { cookie: app.people[as].cookie, origin: app.url }
  const response = await fetch(`${app.url}/api/media${query}`, {
    method: 'POST',
    body: form,
    headers: 'x-api-key' in headers ? headers : { ...own, ...headers },
  })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}
