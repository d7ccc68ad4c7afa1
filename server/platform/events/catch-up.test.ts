import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { readAfter } from '#platform/events/catch-up.ts'
import type { StoredEvent } from '#platform/events/feed.ts'
import { purgeEvents } from '#platform/events/retention.ts'
import { openReading, type Reading, sorted, until } from '#platform/events/test-feed.ts'

let reading: Reading

before(async () => {
  reading = await openReading()
})
afterEach(() => reading.clear())
after(() => reading.close())

describe('catching up', () => {
  it('gives the same events as the feed, page by page', async () => {
    const follower = await reading.follow({ from: '0' })
    for (let n = 0; n < 250; n++) await reading.happen(`${n}`)
    const total = (await reading.allIds()).length
    await until(() => follower.given.length === total)
    const settled = follower.cursor()
    const caught: StoredEvent[] = []
    for (let next: string | null = '0'; next !== null; ) {
      const page = await readAfter(reading.ctx, { after: next, limit: 100, settled })
      caught.push(...page.events)
      next = page.next
      if (next === null) assert.equal(page.cursor, settled)
    }
    assert.ok(total >= 250)
    assert.deepEqual(
      caught.map(({ id }) => id),
      sorted(follower.given),
    )
    assert.deepEqual(
      new Set(caught.map((event) => JSON.stringify(event))),
      new Set(follower.given.map((event) => JSON.stringify(event))),
    )
    await follower.stop()
  })

  it('gives no cursor that passes a transaction under way', async () => {
    const follower = await reading.follow()
    const slow = await reading.slowly('slow')
    await reading.happen('quick')
    await until(() => follower.given.length === 1)
    const page = await readAfter(reading.ctx, {
      after: follower.cursor(),
      limit: 10,
      settled: follower.cursor(),
    })
    assert.deepEqual(
      page.events.map(({ subject }) => subject.id),
      ['quick'],
    )
    assert.equal(page.cursor, follower.cursor())
    await slow.commit()
    const again = await readAfter(reading.ctx, { after: page.cursor, limit: 10, settled: follower.cursor() })
    assert.deepEqual(
      again.events.map(({ subject }) => subject.id),
      ['slow', 'quick'],
    )
    await follower.stop()
  })

  it('says so when what came after the cursor is no longer kept, or never was', async () => {
    const follower = await reading.follow()
    const ids = await reading.allIds()
    const [oldest = '', middle = '', newest = ''] = [ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)]
    await reading.ctx.db
      .updateTable('events')
      .set({ at: new Date('2026-01-01') })
      .where('id', '<', middle)
      .execute()
    assert.equal(await purgeEvents(reading.ctx, new Date('2026-02-01')), false)
    assert.equal((await reading.allIds())[0], middle)
    const ask = (after: string) => readAfter(reading.ctx, { after, limit: 10, settled: follower.cursor() })
    assert.equal((await ask(oldest)).gone, true)
    assert.equal((await ask(String(BigInt(middle) - 1n))).gone, false)
    assert.equal((await ask(newest)).gone, false)
    assert.equal((await ask(String(BigInt(newest) + 1000n))).gone, true)
    await follower.stop()
  })
})
