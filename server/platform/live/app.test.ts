import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { connect, type Socket } from 'socket.io-client'
import { listening } from '#platform/live/test-live.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'

let app: App
const sockets: Socket[] = []

before(async () => {
  app = await testApp()
})
after(async () => {
  for (const socket of sockets) socket.disconnect()
  await app.close()
})

/** As the browser of this person, on one of our own pages. */
const as = (name: PersonName) => {
  const socket = connect(app.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie: app.people[name].cookie, origin: app.url },
  })
  sockets.push(socket)
  return listening(socket)
}

describe('sockets in the whole program', () => {
  it('go with the session that they came with, and only with that', async () => {
    const [luisa, davi] = [await as('luisa'), await as('davi')]
    assert.equal(luisa.hello.personId, app.people.luisa.id)
    const disconnected = once(luisa.socket as never, 'disconnect')
    const { status } = await app.as('luisa')('POST', '/api/auth/sign-out')
    assert.ok(status < 300, String(status))
    await disconnected
    assert.deepEqual(await luisa.until('goodbye'), { reason: 'session_ended' })
    assert.equal(davi.socket.connected, true)
    await assert.rejects(as('luisa'))
  })

  it('say to those who may see it who has come', async () => {
    const [davi, marcos] = [await as('davi'), await as('marcos')]
    assert.deepEqual(await davi.ask('operator:join', { operatorId: app.people.davi.id }), { ok: true })
    const { operatorId, presence } = await marcos.until('presence')
    assert.deepEqual({ operatorId, presence }, { operatorId: app.people.davi.id, presence: 'online' })
  })

  it('do not keep the program from ending', { timeout: 60_000 }, async () => {
    const marcos = await as('marcos')
    const disconnected = once(marcos.socket as never, 'disconnect')
    await app.close()
    await disconnected
  })
})
