import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { InstanceState, QueuedJobs, QueueStats } from '#contract/operations.ts'
import { type App, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

const add = async (job: string, secret = 'from the customer'): Promise<string> => {
  const { rows } = await app.database.pool.query(
    'select id::text from graphile_worker.add_job($1, $2::json, max_attempts => 3)',
    [job, JSON.stringify({ secret })],
  )
  return String(rows[0]?.id)
}
const die = (id: string) =>
  app.database.pool.query(`select graphile_worker.permanently_fail_jobs(array[$1::bigint], 'it broke')`, [id])
const jobs = async (state: string, job: string) =>
  (await app.as('marcos')<QueuedJobs>('GET', `/api/queues/jobs?state=${state}&job=${job}`)).body.data

test('a start stands in the audit log, with its version', async () => {
  const { body } = await app.as('ana')<{ data: Array<{ name: string; details: object }> }>(
    'GET',
    '/api/audit?name=instance.started',
  )
  assert.match(JSON.stringify(body.data.map(({ details }) => details)), /^\[\{"version":"\d+\.\d+\.\d+"\}\]$/)
})

test('agents and strangers see and touch no queue', async () => {
  const id = await add('test.guarded')
  for (const [method, path] of [
    ['GET', '/api/queues/stats'],
    ['GET', '/api/queues/jobs'],
    ['GET', '/api/queues/dead-letters'],
    ['POST', `/api/queues/jobs/${id}/retry`],
    ['DELETE', `/api/queues/jobs/${id}`],
    ['POST', '/api/queues/dead-letters/retry'],
    ['GET', '/api/operations/instance'],
  ] as const) {
    assert.equal((await app.as('luisa')(method, path)).status, 403, `${method} ${path}`)
    assert.equal((await app.request(method, path)).status, 401, `${method} ${path}`)
  }
  assert.equal((await jobs('waiting', 'test.guarded')).length, 1)
})

test('the numbers are those of the queue', async () => {
  await add('test.counted')
  await die(await add('test.counted'))
  const { body } = await app.as('marcos')<QueueStats>('GET', '/api/queues/stats')
  const counted = body.jobs.find(({ job }) => job === 'test.counted')
  assert.deepEqual(counted, { job: 'test.counted', waiting: 1, running: 0, failed: 0, dead: 1 })
  assert.ok(body.waiting >= 1 && body.dead >= 1)
})

test('a job is shown with what went wrong, and without what it says', async () => {
  const id = await add('test.shown')
  await die(id)
  const { text, body } = await app.as('ana')<QueuedJobs>('GET', '/api/queues/dead-letters?job=test.shown')
  const [job] = body.data
  assert.equal(job?.id, id)
  assert.equal(job?.state, 'dead')
  assert.equal(job?.error, 'it broke')
  assert.deepEqual(job?.payloadKeys, ['secret'])
  assert.doesNotMatch(text, /customer/)
})

test('a list goes on from page to page', async () => {
  const ids = [await add('test.paged'), await add('test.paged'), await add('test.paged')].reverse()
  const path = '/api/queues/jobs?job=test.paged&limit=2'
  const first = (await app.as('ana')<QueuedJobs>('GET', path)).body
  const second = (await app.as('ana')<QueuedJobs>('GET', `${path}&after=${first.next}`)).body
  assert.deepEqual(
    [...first.data, ...second.data].map(({ id }) => id),
    ids,
  )
  assert.equal(second.next, null)
})

test('a dead letter is retried, on record', async () => {
  const id = await add('test.retried')
  await die(id)
  assert.equal((await app.as('marcos')('POST', `/api/queues/jobs/${id}/retry`)).status, 204)
  const [job] = await jobs('waiting', 'test.retried')
  assert.equal(job?.attempts, 0)
  const { body } = await app.as('ana')('GET', `/api/audit?name=job.retried&subjectId=${id}`)
  assert.deepEqual(body.data?.[0]?.details, { job: 'test.retried' })
  assert.equal((await app.as('marcos')('POST', '/api/queues/jobs/999999999/retry')).status, 404)
  assert.equal((await app.as('marcos')('POST', '/api/queues/jobs/x/retry')).status, 404)
})

test('a cancelled job can still be retried; cancelled as a dead letter it is gone', async () => {
  const id = await add('test.cancelled')
  assert.equal((await app.as('marcos')('DELETE', `/api/queues/jobs/${id}`)).status, 204)
  assert.equal((await jobs('dead', 'test.cancelled')).length, 1)
  assert.equal((await app.as('marcos')('DELETE', `/api/queues/jobs/${id}`)).status, 204)
  assert.equal((await jobs('dead', 'test.cancelled')).length, 0)
  assert.equal((await app.as('marcos')('DELETE', `/api/queues/jobs/${id}`)).status, 404)
})

test('all dead letters are retried together, or only those of one job', async () => {
  const some = await Promise.all(Array.from({ length: 120 }, () => add('test.together')))
  const other = await add('test.other')
  await Promise.all([...some, other].map(die))
  const one = await app.as('marcos')('POST', '/api/queues/dead-letters/retry?job=test.together')
  assert.deepEqual(one.body, { retried: 120, more: false })
  assert.equal((await jobs('dead', 'test.other')).length, 1)
  const rest = await app.as('marcos')<{ retried: number }>('POST', '/api/queues/dead-letters/retry')
  assert.ok(rest.body.retried >= 1)
  assert.equal((await jobs('dead', 'test.other')).length, 0)
})

test('no more than 500 are retried at once', async () => {
  await app.database.pool.query(`
    select graphile_worker.permanently_fail_jobs(array(
      select added.id from generate_series(1, 510) n,
        graphile_worker.add_job('test.many', json_build_object('n', n), max_attempts => 3) added), 'x')`)
  const retry = () => app.as('marcos')('POST', '/api/queues/dead-letters/retry?job=test.many')
  assert.deepEqual((await retry()).body, { retried: 500, more: true })
  assert.deepEqual((await retry()).body, { retried: 10, more: false })
})

test('says what is running here, and neither a secret nor an address', async () => {
  const { body, text } = await app.as('marcos')<InstanceState>('GET', '/api/operations/instance')
  assert.match(body.version, /^\d+\.\d+\.\d+/)
  assert.equal(body.node, process.versions.node)
  assert.equal(body.database.kind, 'external')
  assert.match(body.database.version, /^\d+/)
  assert.ok(body.database.sizeBytes > 1_000_000 && body.freeBytes > 0 && body.database.schemaVersion >= 2)
  assert.deepEqual({ files: body.files, roles: body.roles }, { files: 'folder', roles: ['web'] })
  for (const hidden of [app.deps.config.databaseUrl, app.deps.config.dataDir, '127.0.0.1', 'localhost'])
    assert.ok(hidden && !text.includes(hidden))
})
