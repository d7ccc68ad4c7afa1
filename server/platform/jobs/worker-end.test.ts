import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { enqueue } from '#platform/jobs/job.ts'
import { work } from '#platform/jobs/test-jobs.ts'
import { ended, namesOf, openWorkshop, type Workshop } from '#platform/jobs/test-worker.ts'

let shop: Workshop

before(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.clear())
after(() => shop.close())

describe('a worker', () => {
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

  it('lets its jobs finish when it is stopped, and tells those that would take too long', {
    timeout: 120_000,
  }, async () => {
    const worker = await shop.startHere()
    await enqueue(shop.ctx, work, { name: 'short', milliseconds: 300 })
    await enqueue(shop.ctx, work, { name: 'long', milliseconds: 3_600_000 })
    await shop.until((runs) => runs.length === 2)
    await worker.stop()
    assert.deepEqual(namesOf(ended(await shop.runs())), ['short'])
    assert.equal(await shop.locked(), 0, 'what was not finished can be taken at once')
  })
})
