import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { enqueue } from '#platform/jobs/job.ts'
import { work } from '#platform/jobs/test-jobs.ts'
import { ended, namesOf, openWorkshop, type Workshop } from '#platform/jobs/test-worker.ts'
import { asAdmin, databaseUrl } from '#test/postgres.ts'

let shop: Workshop

before(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.clear())
after(() => shop.close())

describe('a worker that lives', () => {
  it('keeps its jobs, however long they take, and when its life sign is cut for a moment', async () => {
    await shop.startElsewhere()
    await enqueue(shop.ctx, work, { name: 'long', milliseconds: 3_000 })
    await shop.until((runs) => runs.length === 1)
    await shop.startHere()
    await sleep(1_200)
    assert.equal(await shop.cutLifeSigns(), 2)
    await shop.until((runs) => ended(runs).length === 1)
    await sleep(300)
    assert.equal((await shop.runs()).length, 1, 'it ran once')
  })

  it('stops its jobs when it cannot show that it lives, and goes on when it can again', async () => {
    const worker = await shop.startHere()
    await enqueue(shop.ctx, work, { name: 'endangered', milliseconds: 20_000 })
    await shop.until((runs) => runs.length === 1)
    await allowConnections(false)
    try {
      await shop.cutLifeSigns()
      await shop.untilLogged(/could not show any more that it is alive/)
      assert.equal(worker.healthy(), false)
    } finally {
      await allowConnections(true)
    }
    await enqueue(shop.ctx, work, { name: 'next', milliseconds: 0 })
    await shop.until((runs) => ended(runs).length === 1)
    for (const end = Date.now() + 3_000; !worker.healthy() && Date.now() < end; ) await sleep(20)
    assert.equal(worker.healthy(), true)
  })

  it('begins again when it could not note that a job was done', async () => {
    await shop.startHere()
    await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`.execute(
      shop.ctx.db,
    )
    await sql`create trigger refuse before delete on graphile_worker._private_jobs execute function refuse()`.execute(
      shop.ctx.db,
    )
    await enqueue(shop.ctx, work, { name: 'done, not noted', milliseconds: 0 })
    await shop.untilLogged(/the jobs have stopped; starting them again/)
    await sql`drop function refuse cascade`.execute(shop.ctx.db)
    await enqueue(shop.ctx, work, { name: 'after', milliseconds: 0 })
    const runs = await shop.until((runs) => namesOf(ended(runs)).includes('after') && runs.length === 3)
    assert.deepEqual(namesOf(runs).sort(), ['after', 'done, not noted', 'done, not noted'])
  })

  it('lets its jobs finish when it is stopped, and tells those that would take too long', async () => {
    const worker = await shop.startHere()
    await enqueue(shop.ctx, work, { name: 'short', milliseconds: 300 })
    await enqueue(shop.ctx, work, { name: 'long', milliseconds: 60_000 })
    await shop.until((runs) => runs.length === 2)
    const start = Date.now()
    await worker.stop()
    assert.ok(Date.now() - start < 7_000)
    assert.deepEqual(namesOf(ended(await shop.runs())), ['short'])
    assert.equal(await shop.locked(), 0, 'what was not finished can be taken at once')
  })
})

/** Nobody can connect to the database of the test meanwhile; who is connected stays so. */
const allowConnections = (allowed: boolean) =>
  asAdmin(databaseUrl(shop.url, 'postgres'), (admin) =>
    admin.query(`alter database ${new URL(shop.url).pathname.slice(1)} allow_connections ${allowed}`),
  )
