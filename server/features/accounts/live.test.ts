import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import type { Account } from '#contract/accounts.ts'
import { accountTodos, accountTroubles, todos, type troubles } from '#contract/troubles.ts'
import type { PersonName } from '#test/app.ts'
import { until } from '#test/program.ts'
import { appInSandbox, type World } from './testing.ts'
import { type OwnTrouble, troubleOf } from './todo.ts'

let world: World
const sockets: Socket[] = []
const toldTo = { marcos: [] as unknown[], luisa: [] as unknown[] }
before(async () => {
  world = await appInSandbox({ worker: true })
  await watch('marcos')
  await watch('luisa')
})
after(async () => {
  for (const socket of sockets) socket.disconnect()
  await world?.close()
})

async function watch(name: PersonName & keyof typeof toldTo): Promise<void> {
  const { url, people } = world.app
  const extraHeaders = { cookie: people[name].cookie, origin: url }
  const socket = io(url, { extraHeaders, transports: ['websocket'], reconnection: false, forceNew: true })
  sockets.push(socket)
  socket.on('account_updated', (push) => toldTo[name].push(push))
  await new Promise((resolve) => socket.once('hello', resolve))
}

/** The first thing that Marcos, who may see accounts, is told of after this. */
async function toldOf(act: () => Promise<unknown>): Promise<unknown> {
  const push = new Promise<unknown>((resolve) => sockets[0]?.once('account_updated', resolve))
  await act()
  return push
}

const ask = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  world.app.as('ana')<Account>(method, `/api/accounts${path}`, body && { body })

test('who may see accounts is told when one of them, or a number, changes', { timeout: 60_000 }, async () => {
  const { wabaId: businessId, accessToken } = world.sandbox.outside
  const first = toldOf(() => ask('POST', '', { name: 'Clínica Aurora', businessId, accessToken }))
  assert.deepEqual(Object.keys(Object(await first)).sort(), ['accountId', 'cursor', 'eventId'])
  const { data } = (await world.app.as('ana')<{ data: Account[] }>('GET', '/api/accounts')).body
  const account = data[0] ?? assert.fail('there is an account')
  const number = `/${account.id}/numbers/${account.numbers[0]?.id}`
  await world.app.idle()

  const acts = [
    () => ask('PUT', `/${account.id}`, { name: 'Clínica Aurora, Centro' }),
    () => ask('PATCH', number, { paused: true }),
    () => ask('PATCH', number, { paused: false }),
    () => ask('PATCH', number, { pace: 5 }),
    () => ask('DELETE', number),
    () => {
      world.sandbox.faults.set({ revokedToken: true })
      return ask('POST', `/${account.id}/check`)
    },
    () => {
      world.sandbox.faults.clear()
      return ask('POST', `/${account.id}/check`)
    },
    () => ask('DELETE', `/${account.id}`),
  ]
  for (const act of acts) assert.equal(Object(await toldOf(act)).accountId, account.id)
  const { rows } = await world.app.database.pool.query(
    `select 1 from events where name ~ '^(account|number)[.]'`,
  )
  await until('each was told', async () => toldTo.marcos.length === rows.length)
  // The answer comes after whatever was sent before it.
  await sockets[1]?.emitWithAck('catch_up', { after: '999999999999' })
  assert.deepEqual(toldTo.luisa, [])
})

test('the contract names every trouble that an account can have, and what to do about it', () => {
  // Whatever is missing on either side fails the type check.
  const own: readonly OwnTrouble[] = accountTroubles
  const missing: Exclude<OwnTrouble, (typeof accountTroubles | typeof troubles)[number]>[] = []
  assert.deepEqual(missing, [])
  const known: readonly string[] = [...todos, ...accountTodos]
  for (const code of own) assert.ok(known.includes(troubleOf(code, null).todo ?? ''), code)
})
