import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, openStage, type Stage } from '#platform/live/test-live.ts'

let stage: Stage

before(async () => {
  stage = await openStage()
})
after(() => stage.close())

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
    const updates = () => witness.heard.filter(({ name }) => name === 'updated')
    for (const end = Date.now() + 30_000; updates().length < 6; await sleep(5)) assert.ok(Date.now() < end)
    const live = updates().slice(1)
    assert.deepEqual(withoutCursor(answer.events), withoutCursor(live))
    // The cursor follows as soon as it is sure that nothing can appear below it any more.
    for (const end = Date.now() + 30_000; ; await sleep(5)) {
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
    await Promise.all(Array.from({ length: 25 }, (_, turn) => many(10_000 + turn * 100, 100)))
    const luisa = await stage.as('luisa')
    const seen: number[] = []
    let [cursor, complete, pages] = [start, false, 0]
    for (; !complete; pages++) {
      const answer = await luisa.ask('catch_up', { after: cursor })
      seen.push(...(answer.events as { payload: { n: number } }[]).map(({ payload }) => payload.n))
      ;[cursor, complete] = [String(answer.cursor), answer.complete === true]
    }
    assert.equal(pages, 3)
    // It may begin with what was still under way when the first socket was greeted.
    const missed = seen.filter((n) => n >= 10_000).sort((a, b) => a - b)
    assert.deepEqual(
      missed,
      Array.from({ length: 2_500 }, (_, n) => 10_000 + n),
    )
    luisa.socket.disconnect()
  })

  it('is given all of it while a slow transaction holds the cursor back, and what that one did in the end', async () => {
    const [before, slow] = [await stage.as('luisa'), await stage.slowly('person.updated', 'luisa')]
    await many(20_000, 1_500)
    await before.until('updated')
    const luisa = await stage.as('luisa')
    const first = await luisa.ask('catch_up', { after: before.hello.cursor })
    assert.equal(first.complete, false)
    const second = await luisa.ask('catch_up', { after: first.cursor })
    assert.equal(second.complete, true)
    const all = [...(first.events as Client['heard']), ...(second.events as Client['heard'])]
    assert.deepEqual(
      all.map(({ payload }) => payload.n).filter((n) => Number(n) >= 20_000),
      Array.from({ length: 1_500 }, (_, n) => 20_000 + n),
    )
    assert.ok(BigInt(String(second.cursor)) < BigInt(slow.id), 'what is still to come is not passed by')
    await slow.commit()
    await luisa.untilHeard('slow')
    for (const { socket } of [before, luisa]) socket.disconnect()
  })

  it('is told to begin anew when too much has been let go, and what it asks wrongly', async () => {
    const luisa = await stage.as('luisa')
    const { cursor, ...rest } = await luisa.ask('catch_up', { after: '999999999999' })
    assert.deepEqual(rest, { events: [], complete: true, resync: true })
    assert.ok(BigInt(String(cursor)) >= BigInt(luisa.hello.cursor))
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
