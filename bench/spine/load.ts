import { createHmac, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a provider would post, by a process of its own, so that its work is not the server's. */
export type Order = {
  port: number
  path: string
  secret: string
  number: string
  connections: number
  /** Requests in all, or for so long. */
  count?: number
  seconds?: number
  /** Started a second; as fast as they are answered when absent. */
  perSecond?: number
  customers: number
  /** The first phone number, and how far apart they lie. */
  phones?: { first: number; stride: number }
  /** Messages sent before, by what their ids begin with and the first number; three statuses of each go out. */
  statusesOf?: { prefix: string; from: number }
  /** Updates in one request. */
  batch?: number
}
export type Outcome = {
  perSecond: number
  items: number
  p50: number
  p99: number
  refused: number
  took: number
  cpu: number
}

// Our own JSON, written by traffic.ts.
const order = JSON.parse(process.argv[2] ?? '') as Order
const { port, path, secret, number, connections, customers } = order
const { first, stride } = order.phones ?? { first: 10_000_000, stride: 1 }
const { count = Number.POSITIVE_INFINITY, seconds = 3600 } = order
const run = randomBytes(6).toString('hex')
const latencies: number[] = []
let [started, items, refused] = [0, 0, 0]

const message = (n: number) => {
  const from = `55119${String(first + ((n * 7919) % customers) * stride).padStart(8, '0')}`
  return {
    contacts: { profile: { name: `Cliente ${from.slice(-4)}` }, wa_id: from },
    messages: {
      from,
      id: `wamid.${run}${n}`,
      timestamp: String(Math.floor(Date.now() / 1000)),
      type: 'text',
      text: { body: `Mensagem ${n}: quanto custa a limpeza de pele e quais horários vocês têm no sábado?` },
    },
  }
}
const steps = ['sent', 'delivered', 'read']
const status = (n: number) => ({
  id: `${order.statusesOf?.prefix}${(order.statusesOf?.from ?? 0) + Math.floor(n / 3)}`,
  status: steps[n % 3],
  timestamp: String(Math.floor(Date.now() / 1000)),
  recipient_id: '5511987654321',
})

function bodyOf(n: number): string {
  const metadata = { display_phone_number: '551130000000', phone_number_id: number }
  const all = Array.from({ length: order.batch ?? 1 }, (_, index) => n * (order.batch ?? 1) + index)
  // One of a customer's messages, then three statuses, and so on.
  const isStatus = (each: number) => order.statusesOf !== undefined && each % 4 !== 0
  const messages = all.filter((each) => !isStatus(each)).map(message)
  const statuses = all.filter(isStatus).map((each) => status(each - Math.ceil(each / 4)))
  const value = {
    messaging_product: 'whatsapp',
    metadata,
    ...(messages.length > 0 && {
      contacts: messages.map(({ contacts }) => contacts),
      messages: messages.map(({ messages }) => messages),
    }),
    ...(statuses.length > 0 && { statuses }),
  }
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', changes: [{ field: 'messages', value }] }],
  })
}

function requestOf(n: number): string {
  const body = bodyOf(n)
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\nx-hub-signature-256: sha256=${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

const from = performance.now()
const isOver = () => started >= count || performance.now() - from > seconds * 1000

/** One request after the other on one connection; the latency counts from when it should have begun. */
async function customer(socket: Socket): Promise<void> {
  while (!isOver()) {
    const n = started++
    const due = order.perSecond ? from + (n / order.perSecond) * 1000 : performance.now()
    const early = due - performance.now()
    if (early > 0) await sleep(early)
    const ok = await ask(socket, requestOf(n))
    latencies.push(performance.now() - Math.max(due, from))
    if (ok) items += order.batch ?? 1
    else refused++
  }
  socket.end()
}

function ask(socket: Socket, request: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const hear = (part: Buffer) => {
      answer += part.toString('latin1')
      const end = answer.indexOf('\r\n\r\n')
      if (end === -1) return
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)
      if (answer.length < end + 4 + length) return
      socket.off('data', hear)
      resolve(answer.startsWith('HTTP/1.1 200'))
    }
    socket.on('data', hear)
    socket.once('error', reject)
    socket.write(request, () => socket.off('error', reject))
  })
}

const open = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.setNoDelay()))
    socket.once('error', reject)
  })

const sockets = await Promise.all(Array.from({ length: connections }, open))
await Promise.all(sockets.map(customer))
const took = (performance.now() - from) / 1000
latencies.sort((a, b) => a - b)
const at = (part: number) => latencies[Math.floor((latencies.length - 1) * part)] ?? 0
const { user, system } = process.cpuUsage()
const outcome: Outcome = {
  perSecond: items / took,
  items,
  p50: at(0.5),
  p99: at(0.99),
  refused,
  took,
  cpu: (user + system) / items,
}
process.stdout.write(JSON.stringify(outcome))
