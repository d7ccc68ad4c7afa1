import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import type { EventName } from '#contract/events.ts'
import type { WebhookEndpointWithSecret } from '#contract/webhooks.ts'
import { transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import type { App } from '#test/app.ts'
import { collect } from './collecting/collect.ts'
import { deliverDue } from './delivering/deliver.ts'

const Body = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.looseObject({
    id: z.string().optional(),
    subject: z.object({ type: z.string(), id: z.string().nullable() }).optional(),
  }),
})
export type Received = { headers: IncomingHttpHeaders; text: string; body: z.infer<typeof Body> }

export type Receiver = {
  url: string
  received: Received[]
  /** What it answers from now on; `null`: nothing at all. */
  answer: (status: number | null, headers?: Record<string, string>) => void
  /** Waits until it has so many. */
  until: (count: number) => Promise<Received[]>
  close: () => Promise<void>
}

/** Somebody else's program on this machine, which writes down what it is sent. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let answer: { status: number; headers: Record<string, string> } | null = { status: 200, headers: {} }
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString()
    received.push({ headers: request.headers, text, body: Body.parse(JSON.parse(text)) })
    if (answer) response.writeHead(answer.status, answer.headers).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It listens on a port, so it has an address of that kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/prosa`,
    received,
    answer: (status, headers = {}) => {
      answer = status === null ? null : { status, headers }
    },
    until: async (count) => {
      for (let n = 0; received.length < count && n < 1_500; n++) await sleep(20)
      return received
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const key = 'uma-chave-fixa-do-ambiente'
export const withLoopback = { OUTBOUND_ALLOW: '127.0.0.1', API_KEY: key }

/** The owner's key, which outlives any session: these tests move the clock by days. */
export const byKey =
  (app: App): App['request'] =>
  (method, path, options) =>
    app.request(method, path, { ...options, headers: { 'x-api-key': key } })

export async function createEndpoint(
  app: App,
  url: string,
  events: string[] = ['*'],
): Promise<WebhookEndpointWithSecret> {
  const { status, text, body } = await byKey(app)<WebhookEndpointWithSecret>(
    'POST',
    '/api/webhooks/endpoints',
    { body: { url, events } },
  )
  if (status !== 201) throw new Error(`no endpoint: ${status} ${text}`)
  return body
}

export const happen = (app: App, name: EventName, ...ids: string[]): Promise<void> =>
  transaction(app.ctx(), async (ctx) => {
    for (const id of ids) publish(ctx, name, { type: name.split('.')[0] ?? '', id })
  })

const never = () => new AbortController().signal

/** What the jobs do, once, in an app without a worker. */
export const collectNow = (app: App): Promise<boolean> => collect(app.ctx(), never(), async () => {})
export const deliverNow = (app: App, signal = never()): Promise<void> => deliverDue(app.ctx(), signal)
export async function tellNow(app: App): Promise<void> {
  await collectNow(app)
  await deliverNow(app)
}

/** As a receiver checks it; throws when the signature is not by this secret. */
export const verified = ({ text, headers }: Received, secret: string): unknown =>
  new Webhook(secret).verify(text, {
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': String(headers['webhook-signature']),
  })
