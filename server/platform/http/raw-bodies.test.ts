import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { DomainError } from '#platform/errors.ts'
import { limits } from '#platform/http/limits.ts'
import { readRawBodies } from './raw-bodies.ts'

let app: FastifyInstance
let port: number
before(async () => {
  app = fastify()
  await app.register(async (raw) => {
    readRawBodies(raw)
    raw.setErrorHandler((error, _request, reply) =>
      reply.code(error instanceof DomainError ? error.status : 500).send(),
    )
    raw.post('/', { bodyLimit: 40 * 1024 * 1024 }, async ({ body }) => ({
      bytes: Buffer.isBuffer(body) ? body.length : null,
    }))
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  // Listening on a port, it has an address.
  port = (app.server.address() as AddressInfo).port
})
after(() => app.close())

const post = (body: Buffer) => fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })

test('the bytes come as they are, up to the limit of the route', async () => {
  const answer = await post(Buffer.from([0, 255, 13, 10]))
  assert.deepEqual(await answer.json(), { bytes: 4 })
  assert.equal((await post(Buffer.alloc(41 * 1024 * 1024))).status, 413)
})

/** A sender who says much and never ends. */
async function stalled(bytes: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${bytes + 1}\r\n\r\n`,
  )
  await new Promise((resolve) => socket.write(Buffer.alloc(bytes), resolve))
  return socket
}

test('all together they are bounded, and room comes back when they go', async () => {
  const each = 32 * 1024 * 1024
  const senders = await Promise.all(Array.from({ length: limits.rawBytesHeld / each }, () => stalled(each)))
  const small = () => post(Buffer.alloc(64)).then(({ status }) => status)
  for (const end = Date.now() + 30_000; (await small()) !== 503; )
    assert.ok(Date.now() < end, 'never refused')
  for (const socket of senders) socket.destroy()
  for (const end = Date.now() + 30_000; (await small()) !== 200; )
    assert.ok(Date.now() < end, 'room never came back')
})
