import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { openStage, type Stage } from '#platform/live/test-live.ts'

let stage: Stage

before(async () => {
  // Nobody answers there: people of one process hear each other without Redis.
  stage = await openStage({ REDIS_URL: 'redis://127.0.0.1:1' })
})
after(() => stage.close())

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
    assert.equal(luisa.numbers('typing').length, 1)
    assert.equal(marcos.numbers('typing').length, 0)
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
