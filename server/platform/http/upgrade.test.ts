import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, test } from 'node:test'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { testServer } from '#platform/http/test-server.ts'

const server = await testServer()
const sockets = new Server(server.http.app.server)
after(async () => {
  await sockets.close()
  await server.close()
})

/** The status, or null when it was cut off without one. */
const offering = (path: string, upgrade: string) =>
  new Promise<number | null>((resolve) => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade, 'http2-settings': 'AAMAAABk' }
    request(server.url + path, { headers, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? null)
    })
      .on('error', () => resolve(null))
      .end()
  })

test('a client that offers another protocol is answered in this one', async () => {
  assert.equal(await offering('/health', 'h2c'), 200)
  assert.equal(await offering('/socket.io/?EIO=4&transport=polling', 'h2c'), 200)
  assert.equal(await offering('/api/nowhere', 'websocket'), 404)
})

test('sockets still begin as WebSockets', async () => {
  const socket = io(server.url, { transports: ['websocket'], reconnection: false })
  await new Promise((resolve, reject) =>
    socket.once('connect', () => resolve(null)).once('connect_error', reject),
  )
  socket.close()
})
