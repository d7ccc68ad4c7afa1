import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Ctx, transaction } from '#platform/context.ts'
import { createAnnouncer, type LocalAnnouncer } from '#platform/events/announcer.ts'
import { readAfter } from '#platform/events/catch-up.ts'
import { type EventFeed, followEvents, type StoredEvent } from '#platform/events/feed.ts'
import { publish } from '#platform/events/publish.ts'
import { purgeEvents } from '#platform/events/retention.ts'
import { system } from '#platform/policy.ts'
import { type TestDeps, testDeps } from '#test/deps.ts'

let test: TestDeps
let ctx: Ctx
let announcer: LocalAnnouncer
let connection: pg.ClientConfig

before(async () => {
  test = await testDeps()
  announcer = createAnnouncer({ pool: test.database.pool, features: [], log: test.deps.log })
  ctx = { ...test.deps, announcer, actor: system }
  connection = { connectionString: test.deps.config.databaseUrl ?? '' }
})
afterEach(async () => {
  // Each that a test has not stopped, because it failed.
  for (const feed of following.splice(0)) await feed.stop()
  for (const client of slow.splice(0)) await client.end()
})
after(() => test.close())

type Follower = EventFeed & { given: StoredEvent[]; cursors: string[] }

async function follow(
  from?: string,
  hears: Pick<LocalAnnouncer, 'id' | 'onCommit'> = announcer,
): Promise<Follower> {
  const given: StoredEvent[] = []
  const cursors: string[] = []
  const feed = await followEvents({
    db: ctx.db,
    connection,
    announcer: hears,
    log: test.deps.log,
    ...(from !== undefined && { from }),
    onEvents(events, cursor) {
      given.push(...events)
      cursors.push(cursor)
    },
  })
  following.push(feed)
  return { ...feed, given, cursors }
}
const following: EventFeed[] = []

/** Woken by nobody but the database: as if the commits were another process's. */
const elsewhere = { id: 'another process', onCommit: () => () => {} }

const happen = (subject: string) =>
  transaction(ctx, async (ctx) => publish(ctx, 'person.presence_changed', { type: 'person', id: subject }))

const subjects = ({ given }: Follower) => given.map(({ subject }) => subject.id)
const allIds = async () =>
  (await ctx.db.selectFrom('events').select('id').orderBy('id').execute()).map(({ id }) => id)

async function until(what: () => boolean, patience = 3_000): Promise<void> {
  for (const end = Date.now() + patience; !what(); await sleep(2))
    if (Date.now() > end) throw new Error(`still waiting for ${what}`)
}

const slow: pg.Client[] = []

/** A transaction that has drawn its id and takes its time. */
async function slowly(
  subject: string,
): Promise<{ commit: () => Promise<void>; rollback: () => Promise<void> }> {
  const client = new pg.Client(connection)
  await client.connect()
  slow.push(client)
  await client.query('begin')
  await client.query(
    `insert into events (name, subject_type, subject_id, actor_kind, at)
     values ('person.presence_changed', 'person', $1, 'system', now())`,
    [subject],
  )
  const end = (how: string) => async () => {
    await client.query(how)
    await client.end()
  }
  return { commit: end('commit'), rollback: end('rollback') }
}

describe('following the events', () => {
  it('begins now, and gives out what happens from then on', async () => {
    await happen('before')
    const follower = await follow()
    const start = Date.now()
    await happen('after')
    await until(() => follower.given.length > 0)
    assert.ok(Date.now() - start < 500)
    assert.deepEqual(subjects(follower), ['after'])
    await follower.stop()
    await happen('too late')
    assert.deepEqual(subjects(follower), ['after'])
  })

  it('begins after a cursor, and then goes on', async () => {
    const follower = await follow('0')
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
    const follower = await follow(undefined, elsewhere)
    // The first notice tells that it listens by now; after it, less than the look every second must do.
    await happen('first')
    await until(() => follower.given.length === 1)
    const start = Date.now()
    await happen('second')
    await until(() => follower.given.length === 2)
    assert.ok(Date.now() - start < 500, `${Date.now() - start} ms`)
    await follower.stop()
  })

  it('is woken by its own process even when it cannot listen', async () => {
    const listening = connection
    connection = { host: '127.0.0.1', port: 1 }
    const follower = await follow().finally(() => {
      connection = listening
    })
    for (const n of [1, 2, 3]) {
      const start = Date.now()
      await happen(`own ${n}`)
      await until(() => follower.given.length === n)
      assert.ok(Date.now() - start < 300, `${Date.now() - start} ms`)
    }
    await follower.stop()
  })

  it('gives everything once to readers that come and go, under load and with slow transactions', async () => {
    const from = (await allIds()).at(-1) ?? '0'
    const followers = [await follow(from), await follow(from, elsewhere)]
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
    const resumed = await follow(cursor)
    await Promise.all(work)
    const expected = (await allIds()).filter((id) => BigInt(id) > BigInt(from))
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
    await happen('one')
    await until(() => follower.given.length === 1)
    await cutAllConnections()
    while (!(await happen('two').then(succeeded, failed))) await sleep(10)
    await until(() => follower.given.some(({ subject }) => subject.id === 'two'))
    const start = Date.now()
    await happen('three')
    await until(() => follower.given.some(({ subject }) => subject.id === 'three'))
    assert.ok(Date.now() - start < 900)
    assert.equal(new Set(follower.given.map(({ id }) => id)).size, follower.given.length)
    await follower.stop()
  })
})

const sorted = (events: StoredEvent[]) =>
  events.map(({ id }) => id).sort((a, b) => Number(BigInt(a) - BigInt(b)))

const succeeded = () => true
const failed = () => false

async function cutAllConnections(): Promise<void> {
  const admin = new pg.Client(connection)
  await admin.connect()
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await admin.end()
}

describe('catching up', () => {
  it('gives the same events as the feed, page by page', async () => {
    const follower = await follow('0')
    const total = (await allIds()).length
    await until(() => follower.given.length === total)
    const settled = follower.cursor()
    const caught: StoredEvent[] = []
    for (let next: string | null = '0'; next !== null; ) {
      const page = await readAfter(ctx, { after: next, limit: 100, settled })
      caught.push(...page.events)
      next = page.next
      if (next === null) assert.equal(page.cursor, settled)
    }
    assert.ok(total > 200)
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
    const follower = await follow()
    const slow = await slowly('slow')
    await happen('quick')
    await until(() => follower.given.length === 1)
    const page = await readAfter(ctx, { after: follower.cursor(), limit: 10, settled: follower.cursor() })
    assert.deepEqual(
      page.events.map(({ subject }) => subject.id),
      ['quick'],
    )
    assert.equal(page.cursor, follower.cursor())
    await slow.commit()
    const again = await readAfter(ctx, { after: page.cursor, limit: 10, settled: follower.cursor() })
    assert.deepEqual(
      again.events.map(({ subject }) => subject.id),
      ['slow', 'quick'],
    )
    await follower.stop()
  })

  it('says so when what came after the cursor is no longer kept, or never was', async () => {
    const follower = await follow()
    const ids = await allIds()
    const [oldest = '', middle = '', newest = ''] = [ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)]
    await ctx.db
      .updateTable('events')
      .set({ at: new Date('2026-01-01') })
      .where('id', '<', middle)
      .execute()
    assert.equal(await purgeEvents(ctx, new Date('2026-02-01')), false)
    assert.equal((await allIds())[0], middle)
    const ask = (after: string) => readAfter(ctx, { after, limit: 10, settled: follower.cursor() })
    assert.equal((await ask(oldest)).gone, true)
    assert.equal((await ask(String(BigInt(middle) - 1n))).gone, false)
    assert.equal((await ask(newest)).gone, false)
    assert.equal((await ask(String(BigInt(newest) + 1000n))).gone, true)
    await follower.stop()
  })
})
