import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import { actingAs } from '#platform/context.ts'
import { enqueue } from '#platform/jobs/job.ts'
import { cancelJob, listJobs, purgeDeadLetters, queueStats, retryJob } from '#platform/jobs/queue.ts'
import { fail, work } from '#platform/jobs/test-jobs.ts'
import { ended, namesOf, openWorkshop, type Workshop } from '#platform/jobs/test-worker.ts'
import { person } from '#platform/policy.ts'

let shop: Workshop
let manager: Ctx
let agent: Ctx

before(async () => {
  shop = await openWorkshop()
  manager = actingAs(shop.ctx, person({ id: 'm', name: 'Marcos', role: 'manager' }))
  agent = actingAs(shop.ctx, person({ id: 'l', name: 'Luísa', role: 'agent' }))
})
afterEach(() => shop.clear())
after(() => shop.close())

const secret = 'what Ana wrote'
const list = async (state: 'waiting' | 'running' | 'failed' | 'dead', job?: string) =>
  (await listJobs(manager, { state, limit: 50, ...(job !== undefined && { job }) })).data

/** Without waiting out the pauses between the attempts, nor the next look of the workers. */
async function dieOnce(): Promise<string> {
  await enqueue(shop.ctx, fail, { name: 'doomed', secret })
  for (;;) {
    const [letter] = await list('dead')
    if (letter) return letter.id
    await sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`.execute(
      shop.ctx.db,
    )
    await sql`notify "jobs:insert", '{"count": 1}'`.execute(shop.ctx.db)
    await sleep(20)
  }
}

describe('a job that keeps failing', () => {
  it('becomes a dead letter after its last attempt, without what it was about being shown or logged', async () => {
    await shop.startHere()
    await enqueue(shop.ctx, fail, { name: 'patient', secret })
    await shop.until((runs) => runs.length === 1)
    await sleep(50)
    const [failed] = await list('failed')
    assert.ok(failed && failed.runAt > new Date(), 'it waits before it tries again')
    await dieOnce()
    const [letter] = await list('dead')
    assert.deepEqual(
      [letter?.job, letter?.attempts, letter?.maxAttempts, letter?.error, letter?.payloadKeys],
      ['test.fail', 3, 3, 'no luck with 14', ['name', 'secret']],
    )
    await shop.untilLogged(/is a dead letter now/)
    assert.doesNotMatch(shop.logLines.join(''), new RegExp(secret))
    assert.doesNotMatch(JSON.stringify(await list('dead')), new RegExp(secret))
    const metrics = await shop.deps.metrics.registry.metrics()
    assert.match(metrics, /prosa_jobs_total\{job="test.fail",result="dead"\} [12]/)
  })

  it('runs again when it is retried, and leaves an entry of who did that', async () => {
    await shop.startHere()
    const id = await dieOnce()
    await assert.rejects(retryJob(agent, id), { code: 'forbidden' })
    await enqueue(shop.ctx, work, { name: 'allow', milliseconds: 0 })
    await shop.until((runs) => namesOf(ended(runs)).includes('allow'))
    await retryJob(manager, id)
    await shop.until((runs) => namesOf(ended(runs)).includes('doomed'))
    assert.deepEqual(await list('dead'), [])
    assert.deepEqual(await audited('job.retried'), [
      { subject_id: id, actor_id: 'm', details: { job: 'test.fail' } },
    ])
  })
})

const audited = (name: string) =>
  shop.ctx.db
    .selectFrom('audit_entries')
    .select(['subject_id', 'actor_id', 'details'])
    .where('name', '=', name)
    .orderBy('seq')
    .execute()

describe('the queue', () => {
  it('can be looked at: how many wait, run and are dead, page by page', async () => {
    for (let n = 0; n < 5; n++) await enqueue(shop.ctx, work, { name: `${n}`, milliseconds: 0 })
    await enqueue(shop.ctx, fail, { name: 'x', secret })
    const stats = await queueStats(manager)
    assert.equal(stats.waiting, 6)
    assert.deepEqual(
      stats.jobs.map(({ job, waiting }) => [job, waiting]),
      [
        ['test.fail', 1],
        ['test.work', 5],
      ],
    )
    const first = await listJobs(manager, { state: 'waiting', job: 'test.work', limit: 3 })
    const rest = await listJobs(manager, {
      state: 'waiting',
      job: 'test.work',
      limit: 3,
      after: first.next ?? '',
    })
    assert.deepEqual([first.data.length, rest.data.length, rest.next], [3, 2, null])
    assert.equal(new Set([...first.data, ...rest.data].map(({ id }) => id)).size, 5)
    await assert.rejects(queueStats(agent), { code: 'forbidden' })
    await assert.rejects(listJobs(agent, { state: 'waiting', limit: 1 }), { code: 'forbidden' })
  })

  it('loses a job that is cancelled only when it was a dead letter already', async () => {
    await enqueue(shop.ctx, work, { name: 'unwanted', milliseconds: 0 })
    const [job] = await list('waiting')
    const id = job?.id ?? ''
    await assert.rejects(cancelJob(agent, id), { code: 'forbidden' })
    await cancelJob(manager, id)
    assert.deepEqual(
      (await list('dead')).map(({ error }) => error),
      ['Cancelled'],
    )
    await shop.startHere()
    await retryJob(manager, id)
    await shop.until((runs) => namesOf(ended(runs)).includes('unwanted'))
    await enqueue(shop.ctx, work, { name: 'never', milliseconds: 0 }, { at: new Date(Date.now() + 60_000) })
    const [later] = await list('waiting')
    await cancelJob(manager, later?.id ?? '')
    await cancelJob(manager, later?.id ?? '')
    assert.deepEqual([await list('dead'), await list('waiting')], [[], []])
    assert.deepEqual(
      (await audited('job.cancelled')).map(({ details }) => details),
      [
        { job: 'test.work', removed: false },
        { job: 'test.work', removed: false },
        { job: 'test.work', removed: true },
      ],
    )
  })

  it('refuses to touch what runs, and what is not there', async () => {
    await shop.startHere()
    await enqueue(shop.ctx, work, { name: 'busy', milliseconds: 800 })
    await shop.until((runs) => runs.length === 1)
    const [running] = await list('running')
    await assert.rejects(cancelJob(manager, running?.id ?? ''), { code: 'job_running' })
    await assert.rejects(retryJob(manager, running?.id ?? ''), { code: 'job_running' })
    for (const id of ['999999999', 'abc', '1e3', '99999999999999999999'])
      await assert.rejects(retryJob(manager, id), { code: 'not_found' })
  })

  it('lets go of dead letters after their time', async () => {
    await enqueue(shop.ctx, work, { name: 'old', milliseconds: 0 })
    await enqueue(shop.ctx, work, { name: 'new', milliseconds: 0 })
    for (const { id } of await list('waiting')) await cancelJob(manager, id)
    const [, old] = await list('dead')
    await sql`update graphile_worker._private_jobs set run_at = now() - interval '91 days' where id = ${old?.id}`.execute(
      shop.ctx.db,
    )
    assert.equal(await purgeDeadLetters(shop.ctx), false)
    assert.deepEqual((await list('dead')).length, 1)
  })
})
