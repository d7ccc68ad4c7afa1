import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { enqueue } from '#platform/jobs/job.ts'
import { stubborn, work } from '#platform/jobs/test-jobs.ts'
import {
  ended,
  type GuardRole,
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

describe('a worker whose jobs were taken away', () => {
  it('does not end under the hands of another what that one has taken up meanwhile', async () => {
    await shop.startHere({ guard: guard.url })
    await enqueue(shop.ctx, stubborn, { name: 'job', milliseconds: 3_000 })
    await shop.until((runs) => runs.length === 1)
    await shop.startHere()
    await guard.shutOut()
    await shop.until((runs) => runs.length === 2)
    await shop.until((runs) => ended(runs).length === 1)
    await sleep(200)
    assert.equal(await shop.locked(), 1, 'it is still there for the other')
    await shop.until((runs) => ended(runs).length === 2)
    for (const end = Date.now() + 30_000; (await shop.locked()) > 0; await sleep(20))
      assert.ok(Date.now() < end)
  })

  it('does not begin what another has done while it waited for its life sign', async () => {
    const late = await shop.startHere({ guard: guard.url })
    for (const end = Date.now() + 30_000; !late.healthy() && Date.now() < end; ) await sleep(20)
    await guard.shutOut()
    for (const end = Date.now() + 30_000; late.healthy() && Date.now() < end; ) await sleep(20)
    await enqueue(shop.ctx, work, { name: 'job', milliseconds: 0 })
    for (const end = Date.now() + 30_000; (await shop.locked()) === 0; await sleep(10))
      assert.ok(Date.now() < end)
    await shop.startHere()
    await shop.until((runs) => ended(runs).length === 1)
    await guard.letIn()
    for (const end = Date.now() + 30_000; !late.healthy() && Date.now() < end; ) await sleep(20)
    await sleep(200)
    assert.equal((await shop.runs()).length, 1)
  })
})
