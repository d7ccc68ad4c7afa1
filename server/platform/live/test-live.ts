import { setTimeout as sleep } from 'node:timers/promises'
import cookie from '@fastify/cookie'
import fastify from 'fastify'
import pg from 'pg'
import { connect as connectSocket, type Socket } from 'socket.io-client'
import { z } from 'zod'
import { type Ctx, transaction } from '#platform/context.ts'
import { createAnnouncer } from '#platform/events/announcer.ts'
import { type Details, publish } from '#platform/events/publish.ts'
import type { Feature } from '#platform/feature.ts'
import { cookieName } from '#platform/http/session-cookie.ts'
import { type Live, startLive } from '#platform/live/index.ts'
import type { Pace } from '#platform/live/limits.ts'
import type { SocketRule } from '#platform/live/rules.ts'
import { type Actor, person, system } from '#platform/policy.ts'
import { type TestDeps, testDeps } from '#test/deps.ts'

const Typing = z.object({ conversationId: z.string().max(10), typing: z.boolean() })
const Watch = z.object({ conversationId: z.string() })

const typing: SocketRule<typeof Typing> = {
  name: 'conversation:typing',
  can: 'profile:read',
  message: Typing,
  async hear(_ctx, { conversationId, typing }, session) {
    session.tell({
      rooms: [`conversation:${conversationId}`],
      name: 'typing',
      payload: { typing, who: session.actor.name },
    })
  },
}
const watch: SocketRule<typeof Watch> = {
  name: 'watch',
  can: 'profile:read',
  message: Watch,
  async hear(_ctx, { conversationId }, session) {
    session.join(`conversation:${conversationId}`)
    session.onClose(async () => {
      await sleep(50)
      gone.push(conversationId)
    })
    session.reply('watching', { conversationId })
  },
}
const administer: SocketRule = {
  name: 'administer',
  can: 'settings:security',
  message: z.unknown(),
  hear: async () => {},
}
const stumble: SocketRule = {
  name: 'stumble',
  can: 'profile:read',
  message: z.unknown(),
  hear: () => Promise.reject(new Error('secret detail')),
}

/** What the connections left behind that went. */
export const gone: string[] = []

/** A change of a person is for that person; one of the settings for those who may see them. */
const feature: Feature = {
  name: 'test',
  sockets: [typing, watch, administer, stumble],
  live: [
    {
      on: ['person.updated'],
      push: async (_ctx, { subject, details }) => [
        { rooms: [`person:${subject.id}`], name: 'updated', payload: { n: details.n } },
      ],
    },
    {
      on: ['settings.changed'],
      push: async (_ctx, { details }) => [
        { rooms: ['permission:settings:read'], name: 'settings', payload: { n: details.n } },
      ],
    },
    { on: ['person.updated'], push: () => Promise.reject(new Error('a rule with a bug')) },
  ],
}

export const people = {
  ana: person({ id: 'ana', name: 'Ana', role: 'admin' }),
  marcos: person({ id: 'marcos', name: 'Marcos', role: 'manager' }),
  luisa: person({ id: 'luisa', name: 'Luísa', role: 'agent' }),
  davi: person({ id: 'davi', name: 'Davi', role: 'agent' }),
}
export type Name = keyof typeof people

export type Stage = TestDeps & {
  ctx: Ctx
  url: string
  live: Live
  /** Who holds which token, key or cookie; whoever is taken out is not known any more. */
  known: Map<string, Actor>
  happen: (
    name: 'person.updated' | 'settings.changed' | 'person.session_ended' | 'person.role_changed',
    id: string,
    details?: Details,
  ) => Promise<void>
  transaction: (
    work: (publish: (name: 'person.updated', id: string, details: Details) => void) => Promise<void>,
  ) => Promise<void>
  /** An event whose transaction takes its time. */
  slowly: (name: string, id: string) => Promise<{ id: string; commit: () => Promise<void> }>
  connect: (options: object) => Socket
  as: (name: Name) => Promise<Client>
  /** Another process on the same database. */
  beside: () => Promise<{ url: string }>
  close: () => Promise<void>
}

/** Sockets over a real server, with people who are known by their tokens. */
export async function openStage(env: Record<string, string> = {}, pace?: Pace): Promise<Stage> {
  const test = await testDeps({}, env)
  const known = new Map<string, Actor>(Object.values(people).map((actor) => [`token of ${actor.id}`, actor]))
  const identify = async (_ctx: Ctx, { cookie, bearer, apiKey }: Record<string, string | null>) =>
    known.get(cookie ?? bearer ?? apiKey ?? '') ?? null
  const closing: Array<() => unknown> = []

  const start = async () => {
    const announcer = createAnnouncer({ pool: test.database.pool, features: [feature], log: test.deps.log })
    const app = fastify()
    await app.register(cookie)
    const deps = { ...test.deps, announcer }
    const live = await startLive({
      server: app.server,
      deps,
      identify,
      features: [feature],
      connection: { connectionString: test.deps.config.databaseUrl ?? '' },
      announcer,
      ...(pace && { pace }),
    })
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    closing.unshift(live.close, () => app.close())
    return { live, url, ctx: { ...deps, actor: system } }
  }
  const { live, url, ctx } = await start()
  const connect = (options: object) => {
    const socket = connectSocket(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...options,
    })
    closing.unshift(() => socket.disconnect())
    return socket
  }
  return {
    ...test,
    ctx,
    url,
    live,
    known,
    happen: (name, id, details = {}) =>
      transaction(ctx, async (ctx) => publish(ctx, name, { type: 'person', id }, details)),
    transaction: (work) =>
      transaction(ctx, (ctx) =>
        work((name, id, details) => publish(ctx, name, { type: 'person', id }, details)),
      ),
    async slowly(name, id) {
      const client = new pg.Client({ connectionString: test.deps.config.databaseUrl ?? '' })
      closing.unshift(() => client.end())
      await client.connect()
      await client.query('begin')
      const { rows } = await client.query<{ id: string }>(
        `insert into events (name, subject_type, subject_id, actor_kind, details, at)
         values ($1, 'person', $2, 'system', '{"n": "slow"}', now()) returning id`,
        [name, id],
      )
      return { id: rows[0]?.id ?? '', commit: async () => void (await client.query('commit')) }
    },
    connect,
    as: async (name) => listening(connect({ auth: { token: `token of ${name}` } })),
    beside: start,
    async close() {
      for (const step of closing) await step()
      await test.close()
    },
  }
}

export const cookieOf = (stage: Stage, value: string) => `${cookieName(stage.deps.config)}=${value}`

export type Heard = { name: string; payload: Record<string, unknown> }
export type Client = {
  socket: Socket
  heard: Heard[]
  hello: { cursor: string; personId: string | null }
  until: (name: string) => Promise<Record<string, unknown>>
  untilHeard: (n: unknown) => Promise<void>
  /** The `n` of each push of this name so far. */
  numbers: (name: string) => unknown[]
  ask: (name: string, message?: unknown) => Promise<Record<string, unknown>>
}

/** Resolves when the socket has been greeted; rejects when it was refused. */
export async function listening(socket: Socket): Promise<Client> {
  const heard: Heard[] = []
  socket.onAny((name, payload) => heard.push({ name, payload }))
  const greeted = Promise.withResolvers<Client['hello']>()
  socket.on('hello', greeted.resolve)
  socket.on('connect_error', greeted.reject)
  const hello = await greeted.promise
  return {
    socket,
    heard,
    hello,
    async until(name) {
      for (const end = Date.now() + 30_000; ; await sleep(5)) {
        const found = heard.find((one) => one.name === name)
        if (found) return found.payload
        if (Date.now() > end) throw new Error(`${name} was not heard, but ${JSON.stringify(heard)}`)
      }
    },
    async untilHeard(n) {
      for (const end = Date.now() + 30_000; !heard.some(({ payload }) => payload.n === n); await sleep(5))
        if (Date.now() > end) throw new Error(`${n} was not heard`)
    },
    numbers: (name) => heard.filter((one) => one.name === name).map(({ payload }) => payload.n),
    ask: (name, message) => socket.timeout(30_000).emitWithAck(name, message),
  }
}
