import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

type Uploads = Map<string, Map<number, Buffer>>
type Stored = { content: Buffer; type: string }

/** As much of S3 as the program uses, on loopback; refuses what is not signed with the key. */
export async function startS3({ bucket, accessKeyId }: { bucket: string; accessKeyId: string }) {
  const objects = new Map<string, Stored>()
  const uploads: Uploads = new Map()
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://s3')
    requests.push(`${request.method} ${url.pathname}${url.search}`)
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const signed = new RegExp(
      `^AWS4-HMAC-SHA256 Credential=${accessKeyId}/\\d{8}/[\\w-]+/s3/aws4_request, SignedHeaders=\\S*host\\S*, Signature=[\\da-f]{64}$`,
    )
    if (!signed.test(request.headers.authorization ?? '')) return fail(response, 403, 'AccessDenied')
    const [, name, ...rest] = url.pathname.split('/')
    if (name !== bucket) return fail(response, 404, 'NoSuchBucket')
    answer({
      request,
      response,
      query: url.searchParams,
      key: rest.join('/'),
      body: Buffer.concat(parts),
      objects,
      uploads,
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the test storage has no port')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { objects, requests, host: `127.0.0.1:${address.port}`, close }
}

type Call = {
  request: IncomingMessage
  response: ServerResponse
  query: URLSearchParams
  key: string
  body: Buffer
  objects: Map<string, Stored>
  uploads: Uploads
}

function answer(call: Call): unknown {
  const { request, response, query, key, objects } = call
  const found = objects.get(key)
  if (query.has('uploads') || query.has('uploadId')) return upload(call)
  if (request.method === 'PUT') {
    objects.set(key, { content: call.body, type: request.headers['content-type'] ?? '' })
    return response.writeHead(200, { etag: '"x"' }).end()
  }
  if (request.method === 'DELETE') {
    objects.delete(key)
    return response.writeHead(204).end()
  }
  if (key === '') return response.writeHead(200).end()
  if (!found) return fail(response, 404, 'NoSuchKey')
  return give(request, response, found)
}

function give(request: IncomingMessage, response: ServerResponse, { content, type }: Stored): unknown {
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  const part = start === undefined ? content : content.subarray(Number(start), Number(end) + 1)
  const headers = { 'content-length': part.length, 'content-type': type, etag: '"x"' }
  response.writeHead(start === undefined ? 200 : 206, headers)
  return response.end(request.method === 'HEAD' ? undefined : part)
}

function upload({ request, response, query, key, body, objects, uploads }: Call): unknown {
  const id = query.get('uploadId') ?? `upload-${uploads.size + 1}`
  const parts = uploads.get(id) ?? new Map<number, Buffer>()
  if (query.has('uploads')) {
    uploads.set(id, parts)
    return xml(
      response,
      200,
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    )
  }
  if (request.method === 'PUT') {
    parts.set(Number(query.get('partNumber')), body)
    return response.writeHead(200, { etag: '"x"' }).end()
  }
  const ordered = [...parts].sort(([a], [b]) => a - b).map(([, part]) => part)
  objects.set(key, { content: Buffer.concat(ordered), type: '' })
  return xml(response, 200, '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>')
}

const fail = (response: ServerResponse, status: number, code: string) =>
  xml(response, status, `<Error><Code>${code}</Code><Message>no</Message></Error>`)

const xml = (response: ServerResponse, status: number, body: string) =>
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${body}`)
