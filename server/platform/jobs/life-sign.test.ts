import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { enqueue } from '#platform/jobs/job.ts'
import { stubborn, work } from '#platform/jobs/test-jobs.ts'
import { ended, namesOf, openWorkshop, type Workshop } from '#platform/jobs/test-worker.ts'
import { asAdmin } from '#test/postgres.ts'

let shop: Workshop
// The life sign of a worker in this process is shown by a role of its own, which can be shut out.
const guard = `prosa_test_guard_${process.pid}`
const admin = (...statements: string[]) =>
  asAdmin(shop.url, async (admin) => {
    for (const statement of statements) await admin.query(statement)
  })
const guardUrl = () => {
  const url = new URL(shop.url)
  url.username = guard
  url.password = 'guard'
  return url.href
}
const shutOut = () =>
  admin(
    `alter role ${guard} nologin`,
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${guard}'`,
  )
const letIn = () => admin(`alter role ${guard} login`)

before(async () => {
  shop = await openWorkshop()
  await admin(`create role ${guard} login password 'guard'`)
})
afterEach(async () => {
  await letIn()
  await shop.clear()
})
after(async () => {
  await admin(`drop role ${guard}`)
  await shop.close()
})

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
    const worker = await shop.startHere({ guard: guardUrl() })
    await enqueue(shop.ctx, work, { name: 'endangered', milliseconds: 20_000 })
    await shop.until((runs) => runs.length === 1)
    await shutOut()
    await shop.untilLogged(/could not show any more that it is alive/)
    assert.equal(worker.healthy(), false)
    await letIn()
    await enqueue(shop.ctx, work, { name: 'next', milliseconds: 0 })
    await shop.until((runs) => namesOf(ended(runs)).includes('next'))
    for (const end = Date.now() + 3_000; !worker.healthy() && Date.now() < end; ) await sleep(20)
    assert.equal(worker.healthy(), true)
  })

  it('does not end under the hands of another what that one has taken up meanwhile', async () => {
    await shop.startHere({ guard: guardUrl() })
    await enqueue(shop.ctx, stubborn, { name: 'job', milliseconds: 2_600 })
    await shop.until((runs) => runs.length === 1)
    await shop.startElsewhere()
    await shutOut()
    const [first, second] = await shop.until((runs) => runs.length === 2)
    assert.equal(first?.pid, process.pid)
    assert.notEqual(second?.pid, process.pid)
    await shop.until((runs) => ended(runs).length === 1)
    await sleep(200)
    assert.equal(await shop.locked(), 1, 'it is still there for the other')
    await shop.until((runs) => ended(runs).length === 2)
    for (const end = Date.now() + 1_000; (await shop.locked()) > 0; await sleep(20))
      assert.ok(Date.now() < end)
  })
})
