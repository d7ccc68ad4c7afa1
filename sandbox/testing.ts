import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts'

export type Received = { body: string; signature: string | undefined; items: string[] }
export type Receiver = Awaited<ReturnType<typeof openReceiver>>

/** The other side: an app that shakes hands, answers what it is told to, and remembers. */
export async function openReceiver(verifyToken: () => string) {
  const received: Received[] = []
  let answers: number[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://receiver')
    if (request.method === 'GET') {
      const knows = url.searchParams.get('hub.verify_token') === verifyToken()
      response.writeHead(knows ? 200 : 403).end(url.searchParams.get('hub.challenge'))
      return
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts).toString()
    received.push({ body, signature: signatureIn(request.headers), items: itemsOf(body) })
    response.writeHead(answers.shift() ?? 200).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(address && typeof address === 'object')
  return {
    url: `http://127.0.0.1:${address.port}/webhook`,
    received,
    /** The statuses of the next answers; then 200 again. */
    answer: (...statuses: number[]) => {
      answers = statuses
    },
    /** All messages, statuses and so on that came, in order. */
    all: (kind: string) => received.flatMap(({ body }) => partsOf(body, kind)),
    clear: () => void received.splice(0),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const signatureIn = (headers: NodeJS.Dict<string | string[]>): string | undefined =>
  headers['x-hub-signature-256']?.toString()

type Wire = Record<string, unknown>
type Envelope = { entry?: { id: string; changes: { field: string; value: Wire }[] }[] }

export function partsOf(body: string, kind: string): Wire[] {
  const envelope: Envelope = JSON.parse(body)
  return (envelope.entry ?? [])
    .flatMap(({ changes }) => changes)
    .flatMap(({ value }) => (Array.isArray(value[kind]) ? value[kind] : []))
}

const itemsOf = (body: string): string[] => [
  ...partsOf(body, 'messages').map(({ id }) => String(id)),
  ...partsOf(body, 'statuses').map(({ id, status }) => `${id}:${status}`),
]

// Answers of the Graph are looked at key by key, as one does in a test.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Reply = { status: number; body: any }

/** A sandbox with an app that listens, and short words for asking it. */
export async function openSandbox(options: SandboxOptions = {}) {
  const sandbox = await startSandbox(options)
  const { outside } = sandbox
  const receiver = await openReceiver(() => outside.verifyToken)
  await sandbox.setCallback(receiver.url)
  const [number] = outside.numbers
  assert.ok(number)

  async function graph(
    method: string,
    path: string,
    body?: object,
    token = outside.accessToken,
  ): Promise<Reply> {
    const isForm = body instanceof FormData
    const response = await fetch(path.startsWith('http') ? path : `${outside.graphUrl}/v25.0/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  async function control(method: string, path: string, body?: object): Promise<Reply> {
    const isForm = body instanceof FormData
    const response = await fetch(`${sandbox.url}/sandbox/api/${path}`, {
      method,
      ...(body && !isForm && { headers: { 'content-type': 'application/json' } }),
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  const send = (message: object) =>
    graph('POST', `${number.id}/messages`, { messaging_product: 'whatsapp', ...message })

  /** Somebody who has just written, so that the window is open. */
  async function someone(customer: Parameters<Sandbox['customers']['create']>[0] = {}) {
    const { id } = sandbox.customers.create(customer)
    await sandbox.customers.write(id, { number: number?.id ?? '', text: 'Oi' })
    await sandbox.settled()
    receiver.clear()
    return sandbox.customers.find(id)
  }

  async function close(): Promise<void> {
    receiver.close()
    await sandbox.close()
  }
  return { sandbox, receiver, outside, number, graph, control, send, someone, close }
}
export type Opened = Awaited<ReturnType<typeof openSandbox>>
