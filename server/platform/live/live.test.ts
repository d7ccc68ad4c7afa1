import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'socket.io-client'
import {
  type Client,
  cookieOf,
  gone,
  listening,
  openStage,
  people,
  type Stage,
} from '#platform/live/test-live.ts'
import { person } from '#platform/policy.ts'

let stage: Stage

before(async () => {
  // Nobody answers there: what must arrive does not need Redis.
  stage = await openStage({ REDIS_URL: 'redis://127.0.0.1:1' })
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
const named = (client: Client, name: string) =>
  client.heard.filter((one) => one.name === name).map(({ payload }) => payload.n)

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
    assert.deepEqual([named(luisa, 'updated'), named(davi, 'updated'), named(ana, 'updated')], [[1], [3], []])
    assert.deepEqual(
      [named(luisa, 'settings'), named(davi, 'settings'), named(ana, 'settings')],
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

describe('a socket that was away', () => {
  it('is given what it missed, as it would have been live', async () => {
    const witness = await stage.as('luisa')
    const first = await stage.as('luisa')
    await stage.happen('person.updated', 'luisa', { n: 'before' })
    const { cursor } = await first.until('updated')
    first.socket.disconnect()
    for (let n = 0; n < 5; n++) {
      await stage.happen('person.updated', 'luisa', { n })
      await stage.happen('person.updated', 'davi', { n: 'not hers' })
      await stage.happen('settings.changed', 'x', { n: 'not for agents' })
    }
    const again = await stage.as('luisa')
    const answer = await again.ask('catch_up', { after: cursor })
    assert.deepEqual([answer.complete, answer.resync], [true, false])
    const live = witness.heard.filter(({ name }) => name !== 'hello').slice(1)
    assert.equal(live.length, 5)
    assert.deepEqual(withoutCursor(answer.events), withoutCursor(live))
    // The cursor follows as soon as it is sure that nothing can appear below it any more.
    for (const end = Date.now() + 3_000; ; await sleep(5)) {
      const later = await again.ask('catch_up', { after: answer.cursor })
      if (Number(later.cursor) === Number(cursor) + 15) {
        assert.deepEqual((await again.ask('catch_up', { after: later.cursor })).events, [])
        break
      }
      assert.ok(Date.now() < end, `the cursor stays at ${later.cursor}`)
    }
    for (const { socket } of [witness, again]) socket.disconnect()
  })

  it('is given a long absence in pages', async () => {
    const start = (await stage.as('luisa')).hello.cursor
    await Promise.all(Array.from({ length: 25 }, (_, turn) => many(turn * 100, 100)))
    const luisa = await stage.as('luisa')
    const seen: unknown[] = []
    let [cursor, complete, pages] = [start, false, 0]
    for (; !complete; pages++) {
      const answer = await luisa.ask('catch_up', { after: cursor })
      seen.push(...(answer.events as { payload: { n: number } }[]).map(({ payload }) => payload.n))
      ;[cursor, complete] = [String(answer.cursor), answer.complete === true]
    }
    assert.equal(pages, 3)
    assert.deepEqual(
      seen.sort((a, b) => Number(a) - Number(b)),
      Array.from({ length: 2_500 }, (_, n) => n),
    )
    luisa.socket.disconnect()
  })

  it('is given all of it while a slow transaction holds the cursor back, and what that one did in the end', async () => {
    const [before, slow] = [await stage.as('luisa'), await stage.slowly('person.updated', 'luisa')]
    await many(0, 1_500)
    await before.until('updated')
    const luisa = await stage.as('luisa')
    const first = await luisa.ask('catch_up', { after: before.hello.cursor })
    assert.equal(first.complete, false)
    const second = await luisa.ask('catch_up', { after: first.cursor })
    assert.equal(second.complete, true)
    assert.equal((first.events as []).length + (second.events as []).length, 1_500)
    assert.equal(second.cursor, before.hello.cursor, 'what is still to come is not passed by')
    await slow.commit()
    assert.equal((await luisa.until('updated')).n, 'slow')
    for (const { socket } of [before, luisa]) socket.disconnect()
  })

  it('is told to begin anew when too much has been let go, and what it asks wrongly', async () => {
    const luisa = await stage.as('luisa')
    assert.deepEqual(await luisa.ask('catch_up', { after: '999999999999' }), {
      events: [],
      cursor: luisa.hello.cursor,
      complete: true,
      resync: true,
    })
    const { problem } = await luisa.ask('catch_up', { after: '1; drop table events' })
    assert.equal((problem as { errors: { pointer: string }[] }).errors[0]?.pointer, '/after')
    luisa.socket.disconnect()
  })
})

const many = (from: number, count: number) =>
  stage.transaction(async (publish) => {
    for (let n = from; n < from + count; n++) publish('person.updated', 'luisa', { n })
  })

const withoutCursor = (events: unknown) =>
  (events as Client['heard']).map(({ name, payload: { cursor: _, ...payload } }) => ({ name, payload }))

describe('a socket whose person is not let in any more', () => {
  it('is ended at once, and nobody else is', async () => {
    const [luisa, davi] = [await stage.as('luisa'), await stage.as('davi')]
    // Later than anything that an earlier change has asked for.
    await sleep(limits.knownByHeartMs + 100)
    stage.known.delete('token of luisa')
    const disconnected = once(luisa.socket as never, 'disconnect')
    await stage.happen('person.session_ended', 'luisa')
    const start = Date.now()
    assert.deepEqual(await luisa.until('goodbye'), { reason: 'session_ended' })
    assert.deepEqual((await disconnected)[0], 'io server disconnect')
    assert.ok(Date.now() - start < 500)
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
      const end = Date.now() + 3_000;
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

describe('what a client says', () => {
  it('reaches those in the room, and not who said it', async () => {
    const [luisa, davi, marcos] = [await stage.as('luisa'), await stage.as('davi'), await stage.as('marcos')]
    for (const client of [luisa, davi]) {
      assert.deepEqual(await client.ask('watch', { conversationId: 'c1' }), { ok: true })
      assert.deepEqual(await client.until('watching'), { conversationId: 'c1' })
    }
    await luisa.ask('conversation:typing', { conversationId: 'c1', typing: true })
    assert.deepEqual(await davi.until('typing'), { typing: true, who: 'Luísa' })
    await davi.ask('conversation:typing', { conversationId: 'c1', typing: false })
    await luisa.until('typing')
    assert.equal(named(luisa, 'typing').length, 1)
    assert.equal(named(marcos, 'typing').length, 0)
    for (const { socket } of [luisa, davi, marcos]) socket.disconnect()
  })

  it('is answered with what is wrong with it', async () => {
    const luisa = await stage.as('luisa')
    const codes: unknown[] = []
    for (const [name, message] of [
      ['administer', {}],
      ['nonsense', {}],
      ['stumble', {}],
      ['conversation:typing', { conversationId: 'far too long', typing: 'yes' }],
      ['conversation:typing', undefined],
    ] as const) {
      const { problem } = await luisa.ask(name, message)
      assert.doesNotMatch(JSON.stringify(problem), /secret detail/)
      codes.push((problem as { code: string }).code)
    }
    assert.deepEqual(codes, ['forbidden', 'not_found', 'internal', 'invalid', 'invalid'])
    luisa.socket.emit('nonsense')
    const { message } = await luisa.until('problem')
    assert.equal(message, 'nonsense')
    luisa.socket.disconnect()
  })

  it('is dropped when it is too much, and so is the socket in the end', async () => {
    const [luisa, davi] = [await stage.as('luisa'), await stage.as('davi')]
    const disconnected = once(luisa.socket as never, 'disconnect')
    for (let n = 0; n < 100; n++) luisa.socket.emit('watch', { conversationId: 'c2' })
    await luisa.until('slow_down')
    assert.equal(luisa.socket.connected, true)
    for (let n = 0; n < 400; n++) luisa.socket.emit('watch', { conversationId: 'c2' })
    assert.deepEqual(await luisa.until('goodbye'), { reason: 'too_many_messages' })
    await disconnected
    assert.deepEqual(await davi.ask('watch', { conversationId: 'c3' }), { ok: true })
    davi.socket.emit('watch', { conversationId: 'x'.repeat(150_000) })
    await once(davi.socket as never, 'disconnect')
  })
})

describe('the end', () => {
  it('closes the sockets, and waits for what they leave behind', async () => {
    const other = await openStage()
    const luisa = await other.as('luisa')
    await luisa.ask('watch', { conversationId: 'last' })
    const disconnected = once(luisa.socket as never, 'disconnect')
    const start = Date.now()
    await other.live.close()
    assert.ok(Date.now() - start < 1_000)
    assert.ok(gone.includes('last'))
    await disconnected
    await other.close()
  })
})
