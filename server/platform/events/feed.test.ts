import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import {
  type Follower,
  openReading,
  type Reading,
  sorted,
  subjects,
  until,
} from '#platform/events/test-feed.ts'

let reading: Reading
const follow: Reading['follow'] = (options) => reading.follow(options)
const happen = (subject: string) => reading.happen(subject)
const slowly = (subject: string) => reading.slowly(subject)

before(async () => {
  reading = await openReading()
})
afterEach(() => reading.clear())
after(() => reading.close())

/** Woken by nobody but the database: as if the commits were another process's. */
const elsewhere = { id: 'another process', onCommit: () => () => {} }

/** Does not look by itself while the tests run: what it gives out, it was woken for. */
const lookEveryMs = 3_600_000

/** Its first look and the begin of its listening account for two of them at most; for the third it must be told. */
async function assertHearsEach(follower: Follower): Promise<void> {
  for (const n of [1, 2, 3]) {
    await happen(`${n}`)
    await until(() => follower.given.length === n)
  }
}

describe('following the events', () => {
  it('begins now, and gives out what happens from then on', async () => {
    await happen('before')
    const follower = await follow()
    await happen('after')
    await until(() => follower.given.length > 0)
    assert.deepEqual(subjects(follower), ['after'])
    await follower.stop()
    await happen('too late')
    assert.deepEqual(subjects(follower), ['after'])
  })

  it('begins after a cursor, and then goes on', async () => {
    const follower = await follow({ from: '0' })
    await until(() => follower.given.length === 3)
    await happen('more')
    await until(() => follower.given.length === 4)
    assert.deepEqual(subjects(follower), ['before', 'after', 'too late', 'more'])
    await follower.stop()
  })

  it('gives out an event whose transaction commits after later ones, and holds the cursor back until then', async () => {
    const follower = await follow()
    const slow = await slowly('slow')
    await happen('quick')
    await until(() => follower.given.length === 1)
    const [quick] = follower.given
    assert.equal(
      BigInt(follower.cursor()),
      BigInt(quick?.id ?? 0) - 2n,
      'the cursor stays below the id that is missing',
    )
    await happen('quick too')
    await until(() => follower.given.length === 2)
    await slow.commit()
    await until(() => follower.given.length === 3)
    assert.deepEqual(subjects(follower), ['quick', 'quick too', 'slow'])
    await until(() => follower.cursor() === follower.given[1]?.id)
    await follower.stop()
  })

  it('finds what was already under way when it began', async () => {
    const slow = await slowly('under way')
    await happen('meanwhile')
    const follower = await follow()
    await slow.commit()
    await until(() => follower.given.length === 1)
    assert.deepEqual(subjects(follower), ['under way'])
    await follower.stop()
  })

  it('does not wait for what was rolled back', async () => {
    const follower = await follow()
    const slow = await slowly('never')
    await happen('then')
    await until(() => follower.given.length === 1)
    const last = follower.given[0]?.id
    assert.notEqual(follower.cursor(), last)
    await slow.rollback()
    await until(() => follower.cursor() === last)
    assert.deepEqual(subjects(follower), ['then'])
    await follower.stop()
  })

  it('hears through the database of what other processes did', async () => {
    const follower = await follow({ announcer: elsewhere, lookEveryMs })
    await assertHearsEach(follower)
    await follower.stop()
  })

  it('is woken by its own process even when it cannot listen', async () => {
    const follower = await follow({ connection: { host: '127.0.0.1', port: 1 }, lookEveryMs })
    await assertHearsEach(follower)
    await follower.stop()
  })

  it('gives everything once to readers that come and go, under load and with slow transactions', async () => {
    const from = (await reading.allIds()).at(-1) ?? '0'
    const followers = [await follow({ from }), await follow({ from, announcer: elsewhere })]
    const work = Array.from({ length: 12 }, async (_, worker) => {
      for (let n = 0; n < 25; n++) {
        if (n % 8 === worker % 8) {
          const slow = await slowly(`slow ${worker} ${n}`)
          await sleep(worker * 3)
          await (n % 3 === 0 ? slow.rollback() : slow.commit())
        } else await happen(`${worker} ${n}`)
      }
    })
    await sleep(60)
    const [first] = followers
    const cursor = first?.cursor() ?? '0'
    await first?.stop()
    const resumed = await follow({ from: cursor })
    await Promise.all(work)
    const expected = (await reading.allIds()).filter((id) => BigInt(id) > BigInt(from))
    await until(() => followers[1]?.given.length === expected.length)
    assert.deepEqual(sorted(followers[1]?.given ?? []), expected, 'nothing is skipped, nothing comes twice')
    // Whoever goes on from a cursor may see some again, which it knows by their ids, but misses none.
    const both = new Set([...(first?.given ?? []), ...resumed.given].map(({ id }) => id))
    await until(() => new Set([...both, ...resumed.given.map(({ id }) => id)]).size === expected.length)
    assert.equal(new Set(resumed.given.map(({ id }) => id)).size, resumed.given.length)
    await Promise.all([followers[1]?.stop(), resumed.stop()])
  })

  it('goes on where it was when every connection is cut', async () => {
    const follower = await follow()
    const listener = await follow({ announcer: elsewhere, lookEveryMs })
    await assertHearsEach(listener)
    await cutAllConnections()
    const again = () => happen('again').then(succeeded, failed)
    await until(again)
    await until(() => subjects(follower).includes('again'))
    // It hears nothing unless it listens again.
    await until(async () => (await again()) && subjects(listener).includes('again'))
    for (const { given } of [follower, listener])
      assert.equal(new Set(given.map(({ id }) => id)).size, given.length)
    await Promise.all([follower.stop(), listener.stop()])
  })
})

const succeeded = () => true
const failed = () => false

async function cutAllConnections(): Promise<void> {
  const admin = new pg.Client(reading.connection)
  await admin.connect()
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await admin.end()
}
