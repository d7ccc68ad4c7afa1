import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { z } from 'zod'
import { Nothing, requiredText, text } from '#contract/common.ts'
import { assertProblem, testServer } from '#platform/http/test-server.ts'

const Note = z.object({
  title: requiredText(50),
  'a/b~c': z.number().optional(),
  rows: z.array(z.strictObject({ name: text(5) })).optional(),
})

const server = await testServer({
  routes(http) {
    http.post('/notes', {
      can: 'public',
      summary: 'Write a note',
      body: Note,
      status: 201,
      reply: Note,
      run: (_ctx, { body }) => body,
    })
    http.put('/anything', {
      can: 'public',
      summary: 'Say anything',
      body: z.unknown(),
      reply: Nothing,
      run: () => {},
    })
    http.post('/small', {
      can: 'public',
      summary: 'Say little',
      body: z.unknown(),
      bodyLimit: 100,
      reply: Nothing,
      run: () => {},
    })
    http.delete('/notes', { can: 'public', summary: 'Forget everything', reply: Nothing, run: () => {} })
    http.get('/notes/:id', {
      can: 'public',
      summary: 'Read a note',
      params: z.object({ id: text(300) }),
      query: z.object({
        limit: z.coerce.number().int().max(10).default(5),
        in: z.object({ x: z.string() }).optional(),
      }),
      reply: z.object({ id: z.string(), limit: z.number() }),
      run: (_ctx, { params, query }) => ({ id: params.id, limit: query.limit }),
    })
    http.post('/forms', {
      can: 'public',
      summary: 'Send a form',
      accepts: 'form',
      body: z.object({ username: text(20) }),
      reply: z.object({ username: z.string() }),
      run: (_ctx, { body }) => body,
    })
  },
})
after(() => server.close())

const json = { 'content-type': 'application/json' }

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

test('what is not JSON is refused before any route sees it', async () => {
  for (const headers of [
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'nonsense' },
  ])
    assertProblem(
      await server.ask('POST', '/api/notes', { body: '{"title":"x"}', headers }),
      415,
      'unsupported_media_type',
    )
  const untyped = await server.ask('POST', '/api/notes', { body: Buffer.from('{"title":"x"}') })
  assertProblem(untyped, 415, 'unsupported_media_type')
  // The one route that asked for forms takes them, and JSON too.
  const form = await server.ask('POST', '/api/forms', { body: new URLSearchParams({ username: 'luísa' }) })
  assert.deepEqual([form.status, form.json], [200, { username: 'luísa' }])
  assert.equal((await server.ask('POST', '/api/forms', { json: { username: 'x' } })).status, 200)
})

test('JSON that cannot be read is a bad request', async () => {
  const bad: (string | Buffer<ArrayBuffer>)[] = [
    '{"title":',
    'nonsense',
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    '{"title":"x","__proto__":{"admin":true}}',
    '{"rows":[{"constructor":{"prototype":{"admin":true}}}]}',
    nested(51),
  ]
  for (const body of bad)
    assertProblem(await server.ask('PUT', '/api/anything', { body, headers: json }), 400, 'bad_json')
  for (const body of [nested(50), '\ufeff{}', '"\\ud800"', 'null'])
    assert.equal(
      (await server.ask('PUT', '/api/anything', { body, headers: json })).status,
      204,
      body.slice(0, 10),
    )
})

test('a body that is too large is refused, with and without its length', async () => {
  const body = JSON.stringify('x'.repeat(2 * 1024 * 1024))
  assertProblem(await server.ask('PUT', '/api/anything', { body, headers: json }), 413, 'too_large')
  const chunks = new ReadableStream({
    start(controller) {
      for (let part = 0; part < 32; part++) controller.enqueue(Buffer.from(' '.repeat(64 * 1024)))
      controller.close()
    },
  })
  const streamed = await server.ask('PUT', '/api/anything', {
    body: chunks,
    headers: json,
    ...{ duplex: 'half' },
  })
  assertProblem(streamed, 413, 'too_large')
  assertProblem(await server.ask('POST', '/api/small', { json: 'x'.repeat(100) }), 413, 'too_large')
  assert.equal((await server.ask('POST', '/api/small', { json: 'x'.repeat(90) })).status, 204)
})

test('each bad field is pointed to', async () => {
  const answer = await server.ask('POST', '/api/notes', {
    json: { title: 'nul\u0000l', 'a/b~c': 'x', rows: [{ name: 'short' }, { name: 'too long', extra: 1 }] },
  })
  const { errors = [] } = assertProblem(answer, 422, 'invalid')
  assert.deepEqual(errors.map(({ pointer, code }) => [pointer, code]).sort(), [
    ['/a~1b~0c', 'invalid_type'],
    ['/rows/1/extra', 'unknown_field'],
    ['/rows/1/name', 'too_big'],
    ['/title', 'null_byte'],
  ])
  const missing = assertProblem(await server.ask('POST', '/api/notes', { json: {} }), 422, 'invalid')
  assert.deepEqual(
    missing.errors?.map(({ pointer, code }) => [pointer, code]),
    [['/title', 'required']],
  )
  for (const init of [{}, { headers: json }, { json: null }]) {
    const none = assertProblem(await server.ask('POST', '/api/notes', init), 422, 'invalid')
    assert.deepEqual(
      none.errors?.map(({ pointer, code }) => [pointer, code]),
      [['', 'required']],
    )
  }
})

test('many bad fields are answered with some of them', async () => {
  const rows = Array.from({ length: 1000 }, () => ({ name: 'too long' }))
  const { errors = [] } = assertProblem(
    await server.ask('POST', '/api/notes', { json: { title: 'x', rows } }),
    422,
    'invalid',
  )
  assert.equal(errors.length, 50)
})

test('queries and parameters are checked like bodies', async () => {
  const query = assertProblem(await server.ask('GET', '/api/notes/1?limit=11'), 422, 'invalid')
  assert.deepEqual(
    query.errors?.map(({ pointer }) => pointer),
    ['/limit'],
  )
  for (const odd of [
    '?__proto__=1',
    '?constructor=1&limit=5',
    '?limit=5&unknown=1',
    '?limit=',
    '?&&==&%',
    '?limit=5%ff',
  ])
    assert.ok([200, 422].includes((await server.ask('GET', `/api/notes/1${odd}`)).status), odd)
  assertProblem(await server.ask('GET', `/api/notes/${'x'.repeat(201)}`), 414, 'bad_url')
})

test('null bytes and broken escapes in an address are refused', async () => {
  for (const path of [
    '/api/notes/a%00b',
    '/api/notes/1?limit=%00',
    '/%00',
    '/api/notes/%',
    '/api/notes/%ff',
    '/docs/static/%00',
  ])
    assertProblem(await server.ask('GET', path), 400, 'bad_url')
})

test('other methods of a known address are named', async () => {
  const answer = await server.ask('PATCH', '/api/v1/notes', { json: {} })
  assertProblem(answer, 405, 'method_not_allowed')
  assert.equal(answer.headers.get('allow'), 'POST, DELETE, OPTIONS')
  const options = await server.ask('OPTIONS', '/api/notes/1')
  assert.deepEqual([options.status, options.headers.get('allow')], [204, 'GET, HEAD, OPTIONS'])
  const head = await server.ask('HEAD', '/api/notes/1')
  assert.deepEqual([head.status, head.text], [200, ''])
  assertProblem(await server.ask('GET', '/api/nowhere'), 404, 'not_found')
  assertProblem(await server.ask('POST', '/api/nowhere', { body: 'x' }), 404, 'not_found')
  assertProblem(await server.ask('GET', '/api'), 404, 'not_found')
})

test('what is not HTTP is answered in kind and cut off', async () => {
  assert.match(
    await speak('NONSENSE\r\n\r\n'),
    /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"bad_request"/,
  )
  const long = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`
  assert.match(await speak(long), /^HTTP\/1\.1 431 [\s\S]*"code":"too_large"/)
  assert.match(
    await speak(
      'POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    ),
    /^HTTP\/1\.1 400/,
  )
})

function speak(what: string): Promise<string> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(Number(port), hostname, () => socket.write(what))
    socket.on('data', (part) => {
      heard += part
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
    socket.setTimeout(5000, () => reject(new Error(`no end of the connection after: ${heard}`)))
  })
}
