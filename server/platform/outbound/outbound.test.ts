import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { createOutbound, FormData, type Outbound, OutboundError } from './index.ts'

type Reply = (request: IncomingMessage, response: ServerResponse) => void

let port: number
let received: Array<{ method: string; url: string; headers: IncomingMessage['headers']; body: string }> = []
const replies: Record<string, Reply> = {}
const server = createServer(async (request, response) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  received.push({
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    body: Buffer.concat(parts).toString(),
  })
  const reply = replies[request.url ?? '']
  if (reply) reply(request, response)
  else response.end('hello')
})

let closed: Outbound
let allowed: Outbound

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(address && typeof address === 'object')
  port = address.port
  closed = createOutbound({ outboundAllow: [] })
  allowed = createOutbound({ outboundAllow: [`localhost:${port}`, `127.0.0.1:${port}`] })
})
after(async () => {
  await Promise.all([closed.close(), allowed.close()])
  server.closeAllConnections()
  server.close()
})

const refused = { name: 'OutboundError', kind: 'refused_address', retryable: false, maybeReceived: false }

test('private addresses are refused, however they are written', async () => {
  received = []
  const addresses = [
    `http://127.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://0:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://[::ffff:7f00:1]:${port}/`,
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
  ]
  for (const address of addresses) await assert.rejects(closed.request(address), refused, address)
  assert.deepEqual(received, [])
})

test('a name is judged by the address that it leads to', async () => {
  received = []
  await assert.rejects(closed.request(`http://localhost:${port}/`), refused)
  // A name of the internet that somebody else lets point here.
  await assert.rejects(closed.request(`http://subdomain.localhost:${port}/`), (error: OutboundError) =>
    ['refused_address', 'network'].includes(error.kind),
  )
  assert.deepEqual(received, [])
})

test('what is configured may be reached, on its port and under its name only', async () => {
  assert.equal((await allowed.request(`http://localhost:${port}/`)).text(), 'hello')
  await assert.rejects(allowed.request(`http://[::1]:${port}/`), refused)
  await assert.rejects(allowed.request(`http://localhost:${port === 65535 ? 65534 : port + 1}/`), refused)
  const byRange = createOutbound({ outboundAllow: ['127.0.0.0/8'] })
  try {
    assert.equal((await byRange.request(`http://127.0.0.1:${port}/`)).status, 200)
    await assert.rejects(byRange.request('http://10.0.0.1/'), refused)
  } finally {
    await byRange.close()
  }
})

test('a connection that was allowed once is not lent to who may not', async () => {
  assert.equal((await closed.request(`http://127.0.0.1:${port}/`, { allowPrivate: true })).status, 200)
  await assert.rejects(closed.request(`http://127.0.0.1:${port}/`), refused)
})

test('a redirect is a request like any other', async () => {
  replies['/to-loopback'] = (_, response) =>
    response.writeHead(302, { location: `http://[::1]:${port}/` }).end()
  replies['/to-file'] = (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()
  replies['/round'] = (_, response) => response.writeHead(302, { location: '/round' }).end()
  const at = (path: string) => `http://127.0.0.1:${port}${path}`
  await assert.rejects(allowed.request(at('/to-loopback'), { redirects: 3 }), refused)
  await assert.rejects(allowed.request(at('/to-file'), { redirects: 3 }), { kind: 'bad_url' })
  received = []
  await assert.rejects(allowed.request(at('/round'), { redirects: 99 }), {
    kind: 'redirects',
    retryable: false,
  })
  assert.equal(received.length, 6)
  // Not asked to follow: the redirect is the answer.
  const answer = await allowed.request(at('/round'))
  assert.deepEqual([answer.status, answer.headers.get('location')], [302, '/round'])
})

test('secrets stay with the host that they were meant for', async () => {
  replies['/away'] = (_, response) =>
    response.writeHead(307, { location: `http://localhost:${port}/there` }).end()
  replies['/near'] = (_, response) => response.writeHead(307, { location: '/here' }).end()
  const headers = { Authorization: 'Bearer x', 'X-API-Key': 'y', cookie: 'z', 'x-plain': 'p' }
  const ask = async (path: string) => {
    received = []
    await allowed.request(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers,
      body: 'b',
      redirects: 1,
    })
    return received.at(-1)
  }
  const away = await ask('/away')
  assert.deepEqual([away?.url, away?.method, away?.body], ['/there', 'POST', 'b'])
  assert.deepEqual(
    [away?.headers.authorization, away?.headers['x-api-key'], away?.headers.cookie, away?.headers['x-plain']],
    [undefined, undefined, undefined, 'p'],
  )
  const near = await ask('/near')
  assert.deepEqual([near?.url, near?.headers.authorization], ['/here', 'Bearer x'])
})

test('after a 303 the answer is fetched, without what was posted', async () => {
  replies['/posted'] = (_, response) => response.writeHead(303, { location: '/result' }).end()
  received = []
  const headers = { 'content-type': 'application/json' }
  await allowed.request(`http://127.0.0.1:${port}/posted`, {
    method: 'POST',
    headers,
    body: '{}',
    redirects: 1,
  })
  const last = received.at(-1)
  assert.deepEqual(
    [last?.method, last?.url, last?.body, last?.headers['content-type']],
    ['GET', '/result', '', undefined],
  )
})

test('the time is for everything together, and a trickle does not extend it', {
  timeout: 60_000,
}, async () => {
  replies['/silent'] = () => {}
  replies['/trickle'] = (_, response) => {
    const timer = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(timer))
  }
  for (const path of ['/silent', '/trickle']) {
    const slow = { kind: 'timeout', retryable: true, maybeReceived: true }
    const stop = new AbortController()
    let longerIsOver = false
    const longer = allowed
      .request(`http://127.0.0.1:${port}${path}`, { signal: stop.signal })
      .catch(() => undefined)
      .finally(() => {
        longerIsOver = true
      })
    await assert.rejects(allowed.request(`http://127.0.0.1:${port}${path}`, { timeoutMs: 300 }), slow)
    assert.equal(longerIsOver, false, 'it ended by its own time, not by the usual one')
    stop.abort()
    await longer
  }
})

test('who asked may stop waiting', async () => {
  const stop = new AbortController()
  const asking = allowed.request(`http://127.0.0.1:${port}/silent`, { signal: stop.signal })
  setTimeout(() => stop.abort(), 50)
  await assert.rejects(asking, { name: 'OutboundError', kind: 'aborted' })
})

test('an answer is bounded, packed or unpacked', async () => {
  let written = 0
  replies['/endless'] = (_, response) => {
    const more = (): void => {
      written += 65536
      if (!response.destroyed && written < 200_000_000)
        response.write(Buffer.alloc(65536), () => setImmediate(more))
    }
    more()
  }
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  replies['/bomb'] = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
  assert.ok(bomb.length < 100_000)
  for (const path of ['/endless', '/bomb'])
    await assert.rejects(allowed.request(`http://127.0.0.1:${port}${path}`, { maxBytes: 1_000_000 }), {
      kind: 'too_large',
      retryable: false,
    })
  assert.ok(written < 50_000_000, `${written} bytes were sent`)
  replies['/packed'] = (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'))
  assert.equal((await allowed.request(`http://127.0.0.1:${port}/packed`)).text(), 'hello')
})

test('a large answer can be streamed, under the same limits', async () => {
  replies['/large'] = (_, response) => response.end(Buffer.alloc(3_000_000, 'x'))
  const { status, body } = await allowed.stream(`http://127.0.0.1:${port}/large`)
  let size = 0
  for await (const part of body) size += part.length
  assert.deepEqual([status, size], [200, 3_000_000])
  const short = await allowed.stream(`http://127.0.0.1:${port}/large`, { maxBytes: 1000 })
  await assert.rejects(short.body.toArray(), { kind: 'too_large' })
})

test('answers are parsed, and what does not fit is not repeated', async () => {
  replies['/json'] = (_, response) => response.end('{"id":"abc","text":"dor de dente"}')
  const answer = await allowed.request(`http://127.0.0.1:${port}/json`)
  assert.deepEqual(answer.json(z.object({ id: z.string() })), { id: 'abc' })
  assert.throws(
    () => answer.json(z.object({ id: z.number(), text: z.number() })),
    (error: OutboundError) => error.kind === 'bad_answer' && !/abc|dente/.test(error.message),
  )
  const plain = await allowed.request(`http://127.0.0.1:${port}/`)
  assert.throws(() => plain.json(z.object({})), { kind: 'bad_answer' })
})

test('an answer is an answer, whatever its status', async () => {
  replies['/broken'] = (_, response) => response.writeHead(500, { 'retry-after': '7' }).end('sorry')
  const answer = await allowed.request(`http://127.0.0.1:${port}/broken`)
  assert.deepEqual([answer.status, answer.headers.get('retry-after'), answer.text()], [500, '7', 'sorry'])
})

test('forms, files and streams can be sent', async () => {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('file', new Blob(['audio'], { type: 'audio/ogg' }), 'voice.ogg')
  received = []
  await allowed.request(`http://127.0.0.1:${port}/`, { method: 'POST', body: form })
  assert.match(received[0]?.headers['content-type'] ?? '', /^multipart\/form-data; boundary=/)
  assert.match(received[0]?.body ?? '', /filename="voice\.ogg"[\s\S]*audio/)
  async function* parts() {
    yield Buffer.from('one ')
    yield Buffer.from('two')
  }
  await allowed.request(`http://127.0.0.1:${port}/`, { method: 'PUT', body: parts() })
  assert.equal(received[1]?.body, 'one two')
})

test('failures name the host and nothing that was sent', async () => {
  const nobody = createTcpServer().listen(0, '127.0.0.1')
  await once(nobody, 'listening')
  const gone = nobody.address()
  assert.ok(gone && typeof gone === 'object')
  nobody.close()
  await once(nobody, 'close')
  const dropping = createTcpServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(dropping, 'listening')
  const address = dropping.address()
  assert.ok(address && typeof address === 'object')
  const drop = `127.0.0.1:${address.port}`
  const headers = { authorization: 'Bearer topsecret' }
  const failing = [
    [`http://${drop}/bottopsecret/x?key=topsecret`, { kind: 'network', maybeReceived: true }],
    ['http://127.0.0.1:25/bottopsecret', { kind: 'bad_url', maybeReceived: false }],
    [`http://127.0.0.1:${gone.port}/bottopsecret`, { kind: 'network', maybeReceived: false }],
    ['http://user:topsecret@127.0.0.1:1/', { kind: 'bad_url', maybeReceived: false }],
    ['topsecret', { kind: 'bad_url', retryable: false }],
    ['ftp://127.0.0.1/topsecret', { kind: 'bad_url', retryable: false }],
  ] as const
  try {
    for (const [url, expected] of failing)
      await assert.rejects(allowed.request(url, { allowPrivate: true, headers }), (error: OutboundError) => {
        assert.ok(error instanceof OutboundError)
        for (const [field, value] of Object.entries(expected))
          assert.equal(Reflect.get(error, field), value, url)
        assert.doesNotMatch(`${error.message} ${error.stack} ${error.cause}`, /topsecret/)
        return true
      })
  } finally {
    dropping.close()
  }
})
