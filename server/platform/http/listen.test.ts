import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { z } from 'zod'
import { createHttp } from '#platform/http/index.ts'
import { drain } from '#platform/http/listen.ts'
import { type TestServer, testServer } from '#platform/http/test-server.ts'
import { StartError } from '#platform/start-error.ts'

/** A server with a route that answers when told to. */
async function patientServer() {
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const Done = z.object({ done: z.boolean() })
  const server = await testServer({
    routes: (http) => {
      http.get('/slow', {
        can: 'public',
        summary: 'Take your time',
        reply: Done,
        run: async () => {
          asked.resolve()
          await answer.promise
          return { done: true }
        },
      })
      http.get('/quick', { can: 'public', summary: 'Hurry', reply: Done, run: () => ({ done: true }) })
    },
  })
  return { server, asked: asked.promise, answer: answer.resolve }
}

// So long that a test fails when anything has to be cut off.
const patience = 600_000

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
type Heard = { status: number; connection: string | undefined; body: string }

function get({ url }: TestServer, path: string, using: Agent | false = agent): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const asking = request(url + path, { agent: using }, async (response) => {
      let body = ''
      for await (const part of response) body += part
      resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body })
    })
    asking.on('error', reject).end()
  })
}

const isRefused = async ({ url }: TestServer) =>
  new Promise<boolean>((resolve) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => resolve(true))
    socket.on('connect', () => {
      socket.destroy()
      resolve(false)
    })
  })

test('what runs is answered while nothing new is let in, and the connection ends with it', {
  timeout: 60_000,
}, async () => {
  const { server, asked, answer } = await patientServer()
  const pending = get(server, '/api/slow')
  await asked
  const closed = drain(server.http.app, patience)
  assert.equal(await isRefused(server), true)
  const stillOpen = await Promise.race([
    closed.then(() => false),
    new Promise((resolve) => setTimeout(resolve, 100, true)),
  ])
  assert.equal(stillOpen, true)
  answer()
  assert.deepEqual(await pending, { status: 200, connection: 'close', body: '{"done":true}' })
  await closed
  await server.close()
})

test('an idle connection that is kept alive does not hold anything up', { timeout: 60_000 }, async () => {
  const { server } = await patientServer()
  assert.equal((await get(server, '/api/quick')).connection, 'keep-alive')
  await drain(server.http.app, patience)
  await server.close()
})

test('what takes too long is cut off', { timeout: 60_000 }, async () => {
  const { server, asked, answer } = await patientServer()
  const pending = get(server, '/api/slow')
  await asked
  const cut = assert.rejects(pending)
  await drain(server.http.app, 200)
  await cut
  answer()
  await server.close()
})

test('sockets may be closed before it or with it, also while a request runs', async () => {
  for (const order of ['before', 'together', 'unawaited'] as const) {
    const { server, asked, answer } = await patientServer()
    const sockets = new Server(server.http.app.server, { transports: ['websocket'] })
    const client = io(server.url, { transports: ['websocket'], reconnection: false })
    await new Promise((resolve) => client.on('connect', () => resolve(undefined)))
    const gone = new Promise((resolve) => client.on('disconnect', resolve))
    const pending = get(server, '/api/slow')
    await asked
    let answered = false
    setTimeout(() => {
      answered = true
      answer()
    }, 100)
    const ended = sockets.close()
    if (order === 'before') await ended
    await Promise.all([server.http.close(), order === 'together' && ended])
    assert.equal(answered, true, `${order}: what runs is waited for`)
    assert.deepEqual(await pending, { status: 200, connection: 'close', body: '{"done":true}' })
    await gone
    await server.close()
  }
})

test('a port or host that cannot be used is one clear line', async () => {
  const server = await testServer()
  const { port } = new URL(server.url)
  const onlyWhen = (config: object) =>
    createHttp({
      deps: { ...server.deps, config: { ...server.deps.config, ...config } },
      identify: async () => null,
      features: [],
    })
  const cases: [object, RegExp][] = [
    [{ port: Number(port) }, new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use`)],
    [{ host: '203.0.113.9' }, /^HOST is "203\.0\.113\.9", which is not an address of this machine/],
    [{ host: 'no-such-host.invalid' }, /^HOST is "no-such-host\.invalid"/],
  ]
  for (const [config, line] of cases) {
    const http = await onlyWhen(config)
    await assert.rejects(
      http.listen(),
      (error) => error instanceof StartError && line.test(error.message) && !error.message.includes('\n'),
    )
    await http.close()
  }
  await server.close()
})

test('a server that was never started can be closed', async () => {
  const server = await testServer()
  const http = await createHttp({ deps: server.deps, identify: async () => null, features: [] })
  await http.close()
  await server.close()
})
