import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { enqueue } from '#platform/jobs/job.ts'
import { work } from '#platform/jobs/test-jobs.ts'
import {
  ended,
  type GuardRole,
  namesOf,
  openGuardRole,
  openWorkshop,
  type Workshop,
} from '#platform/jobs/test-worker.ts'

let shop: Workshop
let guard: GuardRole

before(async () => {
  shop = await openWorkshop()
  guard = await openGuardRole(shop.url)
})
afterEach(async () => {
  await guard.letIn()
  await shop.clear()
})
after(async () => {
  await guard.drop()
  await shop.close()
})

describe('a worker that lives', () => {
  it('keeps its jobs, however long they take, and when its life sign is cut for a moment', async () => {
    await shop.startHere()
    await enqueue(shop.ctx, work, { name: 'long', milliseconds: 4_000 })
    await shop.until((runs) => runs.length === 1)
    await shop.startHere()
    await sleep(1_200)
    assert.equal(await shop.cutLifeSigns(), 2)
    await shop.until((runs) => ended(runs).length === 1)
    await sleep(300)
    assert.equal((await shop.runs()).length, 1, 'it ran once')
  })

  it('stops its jobs when it cannot show that it lives, and goes on when it can again', async () => {
    const worker = await shop.startHere({ guard: guard.url })
    await enqueue(shop.ctx, work, { name: 'endangered', milliseconds: 20_000 })
    await shop.until((runs) => runs.length === 1)
    await guard.shutOut()
    await shop.untilLogged(/could not show any more that it is alive/)
    assert.equal(worker.healthy(), false)
    await guard.letIn()
    await enqueue(shop.ctx, work, { name: 'next', milliseconds: 0 })
    await shop.until((runs) => namesOf(ended(runs)).includes('next'))
    for (const end = Date.now() + 30_000; !worker.healthy() && Date.now() < end; ) await sleep(20)
    assert.equal(worker.healthy(), true)
  })
})
