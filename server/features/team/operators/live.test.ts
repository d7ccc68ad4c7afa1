import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import { OperatorUpdatedPush } from '#contract/team.ts'
import { type App, testApp } from '#test/app.ts'

let app: App
let socket: Socket
before(async () => {
  app = await testApp({ worker: true })
  const extraHeaders = { cookie: app.people.davi.cookie, origin: app.url }
  socket = io(app.url, { extraHeaders, transports: ['websocket'], reconnection: false, forceNew: true })
  await heard('hello')
})
after(async () => {
  socket?.disconnect()
  await app?.close()
})

const heard = (name: string) => new Promise<unknown>((resolve) => socket.once(name, resolve))

/** Whom the colleague who watches is told of, first. */
async function toldOf(act: () => Promise<unknown>): Promise<string> {
  const told = heard('operator_updated')
  await act()
  const push = await told
  assert.deepEqual(Object.keys(Object(push)).sort(), ['cursor', 'eventId', 'operatorId'])
  return OperatorUpdatedPush.parse(push).operatorId
}

test('who may see operators is told when one changes', { timeout: 30_000 }, async () => {
  const { id } = app.people.luisa
  const change = () => app.as('ana')('PUT', `/api/operators/${id}`, { body: { capacity: 7 } })
  assert.equal(await toldOf(change), id)
})

test('a lock and its end are told, a failure of somebody unknown is not', { timeout: 30_000 }, async () => {
  const { id, email } = app.people.marcos
  const attempt = (email: string) =>
    app.request('POST', '/api/auth/sign-in', { body: { email, password: 'errada errada' } })
  const fail = async () => {
    for (let n = 0; n < 5; n++) await attempt('ninguem@clinica.com.br')
    for (let n = 0; n < 5; n++) await attempt(email)
  }
  assert.equal(await toldOf(fail), id)
  assert.equal(await toldOf(() => app.as('ana')('DELETE', `/api/operators/${id}/lock`)), id)
})

test('an operator who goes is told', { timeout: 30_000 }, async () => {
  const { id } = app.people.luisa
  assert.equal(await toldOf(() => app.as('ana')('DELETE', `/api/operators/${id}`)), id)
})
