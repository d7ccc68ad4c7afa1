import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, test } from 'node:test'
import { ApiProblem, api } from './api.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
let answers: Answer[] = []
let heard: { method: string; url: string; key: string | undefined; language: string | undefined }[] = []

const server = createServer((request, response) => {
  const { method = '', url = '', headers } = request
  heard.push({
    method,
    url,
    key: headers['idempotency-key']?.toString(),
    language: headers['accept-language'],
  })
  const answer = answers.shift() ?? ok({})
  answer(request, response)
})
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server has a port

// In a page addresses are relative to it; here they need an origin.
const plainFetch = globalThis.fetch
globalThis.fetch = (address, init) => plainFetch(`${origin}${address}`, init)

beforeEach(() => {
  answers = []
  heard = []
})
after(() => {
  globalThis.fetch = plainFetch
  server.closeAllConnections()
  server.close()
})

test('a query leaves out what is not set and repeats lists', async () => {
  await api.get('/contacts', { query: { q: 'joão', after: undefined, tag: ['a', 'b'], limit: 20 } })
  assert.equal(heard[0]?.url, '/api/contacts?q=jo%C3%A3o&tag=a&tag=b&limit=20')
  assert.match(heard[0]?.language ?? '', /^(pt-BR|en)$/)
})

test('a POST whose answer is lost is repeated under the same key', async () => {
  answers = [hangUp, status(503), ok({ id: '1' })]
  assert.deepEqual(await api.post('/campaigns', { name: 'x' }), { id: '1' })
  assert.equal(heard.length, 3)
  assert.equal(new Set(heard.map(({ key }) => key)).size, 1)
  assert.match(heard[0]?.key ?? '', /^[0-9a-f]{32}$/)
})

test('two intentions have two keys', async () => {
  await api.post('/campaigns')
  await api.post('/campaigns')
  assert.equal(new Set(heard.map(({ key }) => key)).size, 2)
})

test('what was refused is not repeated, and says why', async () => {
  const errors = [{ pointer: '/email', code: 'taken', message: 'Already used' }]
  answers = [
    problem(
      422,
      { code: 'invalid', title: 'Invalid', detail: 'No.', requestId: 'r1', errors },
      { 'Retry-After': '7' },
    ),
  ]
  const refused = await caught(api.post('/operators', {}))
  assert.equal(heard.length, 1)
  assert.deepEqual(
    [refused.status, refused.code, refused.requestId, refused.retryAfter],
    [422, 'invalid', 'r1', 7],
  )
  assert.equal(refused.field('/email'), 'taken')
  assert.equal(refused.field('/name'), undefined)
})

test('a change that is not a POST is never repeated', async () => {
  answers = [hangUp]
  assert.equal((await caught(api.put('/contacts/1', {}))).code, 'offline')
  assert.equal(heard.length, 1)
})

test("a proxy's page of HTML still becomes a problem", async () => {
  answers = [
    (_, response) => {
      response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>')
    },
  ]
  assert.equal((await caught(api.get('/me'))).code, 'unavailable')
})

test('silence ends at the deadline, and giving up is not a problem', async () => {
  answers = [silence, silence]
  assert.equal((await caught(api.get('/me', { timeout: 40 }))).code, 'timeout')
  const leaving = new AbortController()
  const asked = api.get('/me', { signal: leaving.signal })
  leaving.abort()
  await assert.rejects(asked, { name: 'AbortError' })
})

test('204 gives nothing', async () => {
  answers = [status(204)]
  assert.equal(await api.delete('/contacts/1'), undefined)
})

async function caught(asked: Promise<unknown>): Promise<ApiProblem> {
  const error = await asked.then(
    () => assert.fail('it should not have worked'),
    (error: unknown) => error,
  )
  assert.ok(error instanceof ApiProblem)
  return error
}

const ok =
  (body: unknown): Answer =>
  (_, response) =>
    void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
const status =
  (code: number): Answer =>
  (_, response) =>
    void response.writeHead(code).end()
const problem =
  (code: number, body: object, headers: Record<string, string>): Answer =>
  (_, response) =>
    void response
      .writeHead(code, { 'Content-Type': 'application/problem+json', ...headers })
      .end(JSON.stringify(body))
const hangUp: Answer = (request) => void request.socket.destroy()
const silence: Answer = () => undefined
