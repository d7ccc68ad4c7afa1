import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listCustomers, requireCustomer } from '../customers/look.ts'
import { CustomerChangeInput, MessageInput, NewCustomerInput } from '../customers/shape.ts'
import { StormInput } from '../customers/storm.ts'
import { FaultsInput } from '../faults/faults.ts'
import { mostBytes } from '../graph/media-kinds.ts'
import type { Sandbox } from '../index.ts'
import { playMessage } from '../webhooks/statuses.ts'
import type { World } from '../world/world.ts'
import { CallbackInput } from './callback.ts'
import { mediaRoute } from './media.ts'
import { messageOfForm } from './messages.ts'
import { RawInput } from './raw.ts'
import { type Asked, prepareControl } from './server.ts'
import { streamRoute } from './stream.ts'

type Verbs = Omit<Sandbox, 'url' | 'close' | 'settled'>

/** The verbs of the sandbox over HTTP. */
export async function controlApi(
  control: FastifyInstance,
  { world, verbs }: { world: World; verbs: Verbs },
): Promise<void> {
  prepareControl(control)
  streamRoute(control, world)
  mediaRoute(control, world)
  customerRoutes(control, world, verbs)
  faultRoutes(control, verbs)
  webhookRoutes(control, verbs)
  control.get('/state', async () => verbs.state())
  control.get<Asked>('/ledger', async ({ query }) => {
    const { after, limit } = Page.parse(query)
    return verbs.ledger.after(after, limit)
  })
  control.post('/clock', async ({ body }) => {
    verbs.clock.advance(Advance.parse(body).advanceMs)
    return { now: verbs.clock.now() }
  })
}

const Page = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
})
const Advance = z.strictObject({
  advanceMs: z
    .int()
    .min(0)
    .max(400 * 24 * 3_600_000),
})
const Read = z.strictObject({ number: z.string(), played: z.string().optional() })
const Echo = z.strictObject({ customer: z.string(), text: z.string().min(1).max(4096) })
const Field = z.strictObject({ field: z.string().min(1).max(100), value: z.unknown() })

function customerRoutes(control: FastifyInstance, world: World, { customers, echo }: Verbs): void {
  control.get<Asked>('/customers', async ({ query }) => ({
    data: query.storm === 'true' ? listCustomers(world, true) : customers.list(),
  }))
  control.post('/customers', async ({ body }, reply) =>
    reply.code(201).send(customers.create(NewCustomerInput.parse(body ?? {}))),
  )
  control.patch<Asked>('/customers/:id', async ({ params, body }) =>
    customers.change(params.id, CustomerChangeInput.parse(body)),
  )
  control.get<Asked>('/customers/:id/thread', async ({ params, query }) =>
    customers.thread(params.id, query.number ?? ''),
  )
  // Base64 is a third longer than what it carries.
  const options = { bodyLimit: Math.ceil((mostBytes * 4) / 3) + 65_536 }
  control.post<Asked>('/customers/:id/messages', options, async ({ params, body, headers }, reply) => {
    const type = headers['content-type']
    const input = Buffer.isBuffer(body) ? await messageOfForm(body, type) : body
    return reply.code(201).send(await customers.write(params.id, MessageInput.parse(input)))
  })
  control.post<Asked>('/customers/:id/read', async ({ params, body }) => {
    const { number, played } = Read.parse(body)
    const read = customers.read(params.id, number)
    const message = world.messages.find(played ?? '')
    if (message?.customer === params.id) playMessage(world, requireCustomer(world, params.id), message)
    return { read }
  })
  control.post<Asked>('/numbers/:number/echo', async ({ params, body }, reply) => {
    const { customer, text } = Echo.parse(body)
    return reply.code(201).send(echo(params.number, customer, text))
  })
}

function faultRoutes(control: FastifyInstance, { faults }: Verbs): void {
  control.get('/faults', async () => faults.get())
  control.put('/faults', async ({ body }) => faults.set(FaultsInput.parse(body)))
  control.delete('/faults', async () => {
    faults.clear()
    return faults.get()
  })
}

function webhookRoutes(control: FastifyInstance, verbs: Verbs): void {
  control.put('/callback', async ({ body }) => {
    await verbs.setCallback(CallbackInput.parse(body).url)
    return { callback: verbs.state().callback }
  })
  control.post('/fields', async ({ body }, reply) => {
    const { field, value } = Field.parse(body)
    verbs.postField(field, value)
    return reply.code(202).send({ field })
  })
  control.post('/raw', { bodyLimit: 8 * 1024 * 1024 }, async ({ body }) => {
    const { body: text, sign } = RawInput.parse(body)
    return { status: await verbs.postRaw(text, sign) }
  })
  control.post('/storm', async ({ body }) => verbs.storm(StormInput.parse(body)))
}
