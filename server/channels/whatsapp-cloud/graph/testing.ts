import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { createOutbound, type Outbound } from '#platform/outbound/index.ts'
import type { ToSend } from '../../channel.ts'
import { type Graph, openGraph } from './index.ts'

export type Received = { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer }
type Reply = (response: ServerResponse, received: Received) => void

export const token = 'EAAJsecretsecretsecretsecretsecret'
export const number = '106540352242922'

/** A server that answers whatever the test says: for what a well-behaved Graph never does. */
export async function startFakeGraph() {
  const replies = new Map<string, Reply>()
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request).catch(() => null)
    // Who asked broke off.
    if (!body) return
    const { method = '', url = '', headers } = request
    const one = { method, url, headers, body }
    received.push(one)
    const reply = replies.get(`${method} ${url.split('?')[0]}`)
    if (reply) reply(response, one)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('The server listens nowhere.')
  const url = `http://127.0.0.1:${address.port}`
  const outbound = createOutbound({ outboundAllow: [] })

  return {
    url,
    received,
    outbound,
    graph: openGraph({ graphUrl: url, version: 'v25.0', accessToken: token }, outbound),
    on: (call: string, reply: Reply) => void replies.set(call, reply),
    async close(): Promise<void> {
      await outbound.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

export const json =
  (body: unknown, status = 200): Reply =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** Meta's shape. */
export const failing = (code: number, status = 400, more: object = {}): Reply =>
  json({ error: { message: `(#${code}) Something`, type: 'OAuthException', code, ...more } }, status)

/** The same way out, with less patience. */
export const impatient = (outbound: Outbound, timeoutMs: number): Outbound => ({
  ...outbound,
  request: (url, options) => outbound.request(url, { ...options, timeoutMs }),
})

export const hello = (to: Partial<ToSend['to']> = { waId: '5531987654321' }): ToSend => ({
  number,
  to: { waId: null, userId: null, parentUserId: null, phone: null, ...to },
  message: { type: 'text', text: 'Dor de dente?', previewUrl: true },
  replyTo: null,
  ours: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d',
})

export type { Graph }
