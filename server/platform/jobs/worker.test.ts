import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { transaction } from '#platform/context.ts'
import { defineJob, enqueue } from '#platform/jobs/job.ts'
import { cronItems } from '#platform/jobs/schedules.ts'
import { hold, work } from '#platform/jobs/test-jobs.ts'
import { ended, namesOf, openWorkshop, type Workshop } from '#platform/jobs/test-worker.ts'

let shop: Workshop

before(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.clear())
after(() => shop.close())

describe('jobs', () => {
  it('run after the commit of the transaction that wanted them, and not at all without it', async () => {
    await shop.startHere()
    const failing = transaction(shop.ctx, async (ctx) => {
      await enqueue(ctx, work, { name: 'unwanted', milliseconds: 0 })
      throw new Error('changed my mind')
    })
    await assert.rejects(failing, /changed my mind/)
    await transaction(shop.ctx, async (ctx) => enqueue(ctx, work, { name: 'wanted', milliseconds: 0 }))
    await shop.until((runs) => ended(runs).length > 0)
    await sleep(200)
    assert.deepEqual(namesOf(await shop.runs()), ['wanted'])
  })

  it('that wait under a key are moved, left where they are, or only advanced, as is asked', async () => {
    const day = 86_400_000
    const [soon, later] = [new Date(Date.now() + day), new Date(Date.now() + 2 * day)]
    const timeAfter = async (at: Date, whenWaiting: 'replace' | 'keep-time' | 'advance') => {
      await enqueue(shop.ctx, work, { name: 'kept', milliseconds: 0 }, { key: 'kept', at, whenWaiting })
      const { rows } = await sql<{ at: Date }>`
        select run_at as at from graphile_worker.jobs where key = 'kept'`.execute(shop.ctx.db)
      return rows.map(({ at }) => at.getTime())
    }
    assert.deepEqual(await timeAfter(later, 'advance'), [later.getTime()])
    assert.deepEqual(await timeAfter(soon, 'advance'), [soon.getTime()])
    assert.deepEqual(await timeAfter(later, 'advance'), [soon.getTime()])
    assert.deepEqual(await timeAfter(later, 'keep-time'), [soon.getTime()])
    assert.deepEqual(await timeAfter(later, 'replace'), [later.getTime()])
  })

  it('are told apart by name: two of one name stop the start', async () => {
    const other = defineJob({ name: work.name, payload: z.object({}), perform: async () => {} })
    await assert.rejects(
      shop.startHere({ feature: { name: 'double', jobs: [work, other] } }),
      /Two jobs are called test.work/,
    )
  })
})

describe('a worker that is killed', () => {
  it('has its jobs taken up by another at once, those it had not begun too', async () => {
    const child = await shop.startElsewhere('never-end')
    const names = Array.from({ length: 12 }, (_, n) => `job ${n}`)
    for (const name of names) await enqueue(shop.ctx, hold, { name, milliseconds: 0 })
    await shop.until((runs) => runs.length === 5)
    // It holds what it works on and what it fetched ahead; the latter it gives back after a while.
    assert.ok((await shop.locked()) > 5)
    // It does not look by itself again: it must be told when it is found out.
    await shop.startHere({ pollEveryMs: 3_600_000 })
    child.kill('SIGKILL')
    const runs = await shop.until((runs) => new Set(namesOf(ended(runs))).size === names.length)
    assert.equal(runs.filter(({ pid }) => pid === child.pid).length, 5)
    assert.equal(ended(runs).length, names.length, 'each was done once')
  })

  it('has them taken up by itself when it is started again', async () => {
    const child = await shop.startElsewhere('never-end')
    await enqueue(shop.ctx, hold, { name: 'only', milliseconds: 0 })
    await shop.until((runs) => runs.length === 1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await shop.startHere()
    await shop.until((runs) => ended(runs).length === 1)
  })
})

describe('a schedule', () => {
  const nightly = defineJob({
    name: 'test.nightly',
    payload: z.strictObject({}),
    perform: (ctx) =>
      work.perform(ctx, { name: 'nightly' }, { signal: AbortSignal.abort(), attempt: 1, lastAttempt: false }),
  })

  it('knows its times in UTC', () => {
    const [item] = cronItems([{ name: 'nights', crontab: '30 4 * * 1-5', job: nightly }])
    const at = (hour: number, min: number, dow: number) => item?.match({ hour, min, dow, date: 1, month: 1 })
    assert.deepEqual([at(4, 30, 1), at(4, 31, 1), at(5, 30, 1), at(4, 30, 0)], [true, false, false, false])
    assert.throws(() => cronItems([{ name: 'wrong', crontab: '99 4 * * *', job: nightly }]))
  })

  it('starts its job, and makes up once for a night when nothing ran', async () => {
    const missed = new Date(Date.now() - 2 * 3_600_000)
    const crontab = `${missed.getUTCMinutes()} ${missed.getUTCHours()} * * *`
    await sql`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
      values ('nights', now() - interval '9 days', now() - interval '1 day')`.execute(shop.ctx.db)
    const feature = { name: 'test', schedules: [{ name: 'nights', crontab, job: nightly }] }
    const worker = await shop.startHere({ feature })
    await shop.until((runs) => ended(runs).length === 1)
    await worker.stop()
    await shop.startHere({ feature })
    await sleep(300)
    assert.deepEqual(namesOf(await shop.runs()), ['nightly'])
  })
})
