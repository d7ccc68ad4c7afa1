import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { Operator } from '#contract/team.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { jobs } from '../jobs.ts'

let app: App
const key = 'uma-chave-fixa-do-ambiente'
before(async () => {
  app = await testApp({ worker: true, env: { API_KEY: key } })
  app.clock.set(new Date())
})
after(() => app.close())

const open: Socket[] = []
afterEach(async () => {
  for (const socket of open.splice(0)) socket.disconnect()
  await noConnections()
  app.clock.advance(30_001)
  await runJob('team.sweep_presence')
})

const presenceOf = async (name: PersonName) =>
  (await app.as('ana')<Operator>('GET', `/api/operators/${app.people[name].id}`)).body.presence
const setPresence = (name: PersonName, presence: string) =>
  app.as(name)('PUT', '/api/me/presence', { body: { presence } })
const runJob = (name: string, payload: object = {}) =>
  jobs
    .find((job) => job.name === name)
    ?.perform(app.ctx(), payload, { signal: AbortSignal.timeout(60_000), attempt: 1, lastAttempt: false })
const lapse = (name: PersonName) => runJob('team.end_presence', { personId: app.people[name].id })

const socketOf = (who: PersonName) => socketWith({ cookie: app.people[who].cookie, origin: app.url })

async function socketWith(extraHeaders: Record<string, string>): Promise<Socket> {
  const socket = io(app.url, { extraHeaders, transports: ['websocket'], reconnection: false, forceNew: true })
  open.push(socket)
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject))
  return socket
}
const join = (socket: Socket, name: PersonName) =>
  socket.emit('operator:join', { operatorId: app.people[name].id })

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await holds()); await sleep(20))
    if (Date.now() > end) throw new Error(`It never happened: ${what}.`)
}
const becomes = (name: PersonName, presence: string) =>
  until(`${name} is ${presence}`, async () => (await presenceOf(name)) === presence)
const noConnections = () =>
  until('all connections are gone', async () => {
    const { rows } = await app.database.pool.query('select 1 from presence_connections')
    return rows.length === 0
  })

test('joining makes somebody online, and everybody is told', async () => {
  const watching = await socketOf('davi')
  const told = new Promise<unknown>((resolve) => watching.once('presence', resolve))
  join(await socketOf('luisa'), 'luisa')
  await becomes('luisa', 'online')
  const { operatorId, presence } = (await told) as { operatorId: string; presence: string } // what the contract says
  assert.deepEqual([operatorId, presence], [app.people.luisa.id, 'online'])
})

test('leaving makes offline at once', async () => {
  const socket = await socketOf('luisa')
  join(socket, 'luisa')
  await becomes('luisa', 'online')
  socket.emit('operator:leave')
  await becomes('luisa', 'offline')
})

test('a lost connection is forgiven for half a minute', async () => {
  const socket = await socketOf('luisa')
  join(socket, 'luisa')
  await becomes('luisa', 'online')
  socket.disconnect()
  await noConnections()
  app.clock.advance(29_000)
  await lapse('luisa')
  assert.equal(await presenceOf('luisa'), 'online')
  app.clock.advance(1_001)
  await lapse('luisa')
  assert.equal(await presenceOf('luisa'), 'offline')
})

test('somebody with a second window is not gone when the first one closes', async () => {
  const [first, second] = [await socketOf('luisa'), await socketOf('luisa')]
  join(first, 'luisa')
  join(second, 'luisa')
  await until('both are there', async () => {
    const { rows } = await app.database.pool.query('select 1 from presence_connections')
    return rows.length === 2
  })
  first.disconnect()
  await until('one is left', async () => {
    const { rows } = await app.database.pool.query('select 1 from presence_connections')
    return rows.length === 1
  })
  app.clock.advance(60_000)
  await lapse('luisa')
  assert.equal(await presenceOf('luisa'), 'online')
})

test('who is away stays away when the connection comes back', async () => {
  const socket = await socketOf('luisa')
  join(socket, 'luisa')
  await becomes('luisa', 'online')
  assert.equal((await setPresence('luisa', 'away')).status, 204)
  socket.disconnect()
  await noConnections()
  join(await socketOf('luisa'), 'luisa')
  await until('she is back', async () => {
    const { rows } = await app.database.pool.query('select 1 from presence_connections')
    return rows.length === 1
  })
  assert.equal(await presenceOf('luisa'), 'away')
})

test('what a process that died leaves behind keeps nobody online', async () => {
  const { id } = app.people.luisa
  // As a process leaves it that was killed: the connection is there, and nobody touches it any more.
  await app.database.pool.query(
    `insert into presence_connections (id, person_id, seen_at) values ('dead', $1, $2)`,
    [id, app.clock.now()],
  )
  await app.database.pool.query(
    `update people set presence = 'online', presence_until = null where id = $1`,
    [id],
  )
  await runJob('team.sweep_presence')
  assert.equal(await presenceOf('luisa'), 'online')
  app.clock.advance(90_001)
  await runJob('team.sweep_presence')
  assert.equal(await presenceOf('luisa'), 'offline')
})

test('an agent joins as nobody else; an administrator and an API key may', async () => {
  join(await socketOf('luisa'), 'davi')
  join(await socketWith({ 'x-api-key': key }), 'marcos')
  await becomes('marcos', 'online')
  assert.equal(await presenceOf('davi'), 'offline')
  join(await socketOf('ana'), 'davi')
  await becomes('davi', 'online')
})

test('a removed person is cut off and offline', async () => {
  const body = { name: 'Rui', email: 'rui@clinica.com.br', password: 'oito tambores na rua' }
  const { body: rui } = await app.as('ana')('POST', '/api/operators', { body })
  const { headers } = await app.request('POST', '/api/auth/sign-in', { body })
  const socket = await socketWith({
    cookie: String(headers.get('set-cookie')).split(';')[0] ?? '',
    origin: app.url,
  })
  socket.emit('operator:join', { operatorId: rui.id })
  const presence = async () =>
    (await app.as('ana')<Operator>('GET', `/api/operators/${rui.id}`)).body.presence
  await until('Rui is online', async () => (await presence()) === 'online')
  const cut = new Promise((resolve) => socket.once('disconnect', resolve))
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${rui.id}`)).status, 204)
  await cut
  assert.equal(await presence(), 'offline')
})

test('a key that manages the team stands for an agent, not for an administrator', async () => {
  const body = { name: 'Discador', scopes: ['operators:update', 'operators:update-own'] }
  const { body: made } = await app.as('ana')('POST', '/api/api-keys', { body })
  const socket = await socketWith({ 'x-api-key': String(made.key) })
  const { problem } = await socket.emitWithAck('operator:join', { operatorId: app.people.ana.id })
  assert.equal(problem.status, 403)
  join(socket, 'luisa')
  await becomes('luisa', 'online')
})

test('presence of others is for administrators to set', async () => {
  const change = (as: PersonName) =>
    app.as(as)('PUT', `/api/operators/${app.people.davi.id}`, { body: { presence: 'away' } })
  for (const name of ['marcos', 'luisa'] as const) assert.equal((await change(name)).status, 403)
  assert.equal(await presenceOf('davi'), 'offline')
  assert.equal((await change('ana')).status, 200)
  assert.equal(await presenceOf('davi'), 'away')
})

test('a living socket renews itself, also when it was swept by mistake', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  join(await socketOf('luisa'), 'luisa')
  await becomes('luisa', 'online')
  const seenAt = async () =>
    (await app.database.pool.query<{ seen_at: Date }>('select seen_at from presence_connections')).rows[0]
      ?.seen_at
  const renewed = () =>
    until('it is renewed', async () => Number(await seenAt()) === app.clock.now().getTime())
  app.clock.advance(30_000)
  t.mock.timers.tick(30_000)
  await renewed()
  // As after a database that could not be reached for minutes.
  app.clock.advance(90_001)
  await runJob('team.sweep_presence')
  assert.equal(await presenceOf('luisa'), 'offline')
  t.mock.timers.tick(30_000)
  await renewed()
  await becomes('luisa', 'online')
})

test('said over HTTP without a socket, it holds for a working day', async () => {
  assert.equal((await setPresence('davi', 'online')).status, 204)
  app.clock.advance(11 * 3_600_000)
  await runJob('team.sweep_presence')
  assert.equal(await presenceOf('davi'), 'online')
  app.clock.advance(3_600_001)
  await runJob('team.sweep_presence')
  await signInAgain('ana')
  assert.equal(await presenceOf('davi'), 'offline')
})

async function signInAgain(name: PersonName) {
  const { email, password } = app.people[name]
  const { headers } = await app.request('POST', '/api/auth/sign-in', { body: { email, password } })
  app.people[name].cookie = String(headers.get('set-cookie')).split(';')[0] ?? ''
}
