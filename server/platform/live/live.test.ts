import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'socket.io-client'
import { cookieOf, gone, listening, openStage, people, type Stage } from '#platform/live/test-live.ts'
import { person } from '#platform/policy.ts'

let stage: Stage

const anHour = 3_600_000
/** Nothing is found out by looking again: what arrives was told, and who is sent away was checked at once. */
const pace = { lookEveryMs: anHour, recheckMs: anHour, knownByHeartMs: anHour, tidyMs: anHour }

before(async () => {
  // Nobody answers there: what must arrive does not need Redis.
  stage = await openStage({ REDIS_URL: 'redis://127.0.0.1:1' }, pace)
})
after(() => stage.close())

const refusal = async (options: object) => {
  const error: unknown = await listening(stage.connect(options)).then(
    () => assert.fail('it was let in'),
    (error: unknown) => error,
  )
  // What the client library gives to a listener of `connect_error`.
  return (error as { data?: { status: number; code: string } }).data
}
const token = { token: 'token of luisa' }

describe('a socket', () => {
  it('is refused without credentials and with false ones', async () => {
    assert.equal((await refusal({}))?.code, 'unauthenticated')
    for (const options of [
      { auth: { token: 'nobody' } },
      { auth: { apiKey: 'nobody' } },
      { query: { apiKey: 'nobody' } },
      { extraHeaders: { 'X-API-Key': 'nobody' } },
      { auth: { token: { $ne: '' } } },
      { auth: { apiKey: 'nobody' }, extraHeaders: { cookie: cookieOf(stage, token.token) } },
    ])
      assert.equal((await refusal(options))?.status, 401, JSON.stringify(options))
  })

  it('is let in by key or token, wherever it is sent, and by the cookie from our own pages', async () => {
    for (const options of [
      { auth: token },
      { auth: { apiKey: token.token } },
      { query: { apiKey: token.token } },
      { extraHeaders: { 'X-API-Key': token.token } },
      { extraHeaders: { Authorization: `Bearer ${token.token}` } },
      { extraHeaders: { cookie: cookieOf(stage, token.token), origin: stage.url } },
      { auth: token, transports: ['polling', 'websocket'] },
    ]) {
      const { hello, socket } = await listening(stage.connect(options))
      assert.equal(hello.personId, 'luisa', JSON.stringify(options))
      socket.disconnect()
    }
    const cookie = cookieOf(stage, token.token)
    assert.equal(
      (await refusal({ extraHeaders: { cookie, origin: 'https://evil.example' } }))?.code,
      'cross_site',
    )
    assert.equal((await refusal({ extraHeaders: { cookie } }))?.code, 'cross_site')
  })

  it('is given what its person may see, and nothing else', async () => {
    const [ana, luisa, davi] = [await stage.as('ana'), await stage.as('luisa'), await stage.as('davi')]
    await stage.happen('person.updated', 'luisa', { n: 1 })
    await stage.happen('settings.changed', 'x', { n: 2 })
    await stage.happen('person.updated', 'davi', { n: 3 })
    await davi.until('updated')
    await ana.until('settings')
    assert.deepEqual(
      [luisa.numbers('updated'), davi.numbers('updated'), ana.numbers('updated')],
      [[1], [3], []],
    )
    assert.deepEqual(
      [luisa.numbers('settings'), davi.numbers('settings'), ana.numbers('settings')],
      [[], [], [2]],
    )
    const push = await luisa.until('updated')
    const { id } = await stage.ctx.db
      .selectFrom('events')
      .select('id')
      .where('subject_id', '=', 'luisa')
      .executeTakeFirstOrThrow()
    assert.equal(push.eventId, id)
    for (const { socket } of [ana, luisa, davi]) socket.disconnect()
  })

  it('is given what happens in another process', async () => {
    const { url } = await stage.beside()
    const elsewhere = connect(url, { transports: ['websocket'], auth: token, forceNew: true })
    const luisa = await listening(elsewhere)
    await stage.happen('person.updated', 'luisa', { n: 'from afar' })
    assert.equal((await luisa.until('updated')).n, 'from afar')
    elsewhere.disconnect()
  })

  it('is one of not too many of one person', async () => {
    const sockets = await Promise.all(Array.from({ length: 50 }, () => stage.as('marcos')))
    assert.equal((await refusal({ auth: { token: 'token of marcos' } }))?.status, 429)
    const luisa = await stage.as('luisa')
    for (const { socket } of [luisa, ...sockets]) socket.disconnect()
  })
})

describe('a socket whose person is not let in any more', () => {
  it('is ended at once, and nobody else is', async () => {
    const [luisa, davi] = [await stage.as('luisa'), await stage.as('davi')]
    stage.known.delete('token of luisa')
    const disconnected = once(luisa.socket as never, 'disconnect')
    await stage.happen('person.session_ended', 'luisa')
    assert.deepEqual(await luisa.until('goodbye'), { reason: 'session_ended' })
    assert.deepEqual((await disconnected)[0], 'io server disconnect')
    await stage.happen('person.updated', 'davi', { n: 'still here' })
    await davi.until('updated')
    stage.known.set('token of luisa', people.luisa)
    davi.socket.disconnect()
  })

  it('comes back with other rooms when it may see something else', async () => {
    const socket = stage.connect({
      auth: { token: 'token of davi' },
      reconnection: true,
      reconnectionDelay: 50,
    })
    const davi = await listening(socket)
    stage.known.set('token of davi', person({ id: 'davi', name: 'Davi', role: 'manager' }))
    await stage.happen('person.role_changed', 'davi')
    assert.deepEqual(await davi.until('goodbye'), { reason: 'access_changed' })
    for (
      const end = Date.now() + 30_000;
      davi.heard.filter(({ name }) => name === 'hello').length < 2;
      await sleep(5)
    )
      assert.ok(Date.now() < end, 'it did not come back')
    await stage.happen('settings.changed', 'x', { n: 'for managers' })
    assert.equal((await davi.until('settings')).n, 'for managers')
    stage.known.set('token of davi', people.davi)
    socket.disconnect()
  })
})

describe('the end', () => {
  it('closes the sockets, and waits for what they leave behind, no longer', { timeout: 60_000 }, async () => {
    const other = await openStage({}, pace)
    const luisa = await other.as('luisa')
    await luisa.ask('watch', { conversationId: 'last' })
    const disconnected = once(luisa.socket as never, 'disconnect')
    await other.live.close()
    assert.ok(gone.includes('last'))
    await disconnected
    await other.close()
  })
})
