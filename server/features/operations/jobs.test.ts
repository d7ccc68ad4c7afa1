import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { type App, testApp } from '#test/app.ts'
import { jobs, schedules } from './jobs.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

const run = (name: string) => {
  const job = jobs.find((job) => job.name === name)
  assert.ok(job, name)
  return job.perform(app.ctx(), {}, { signal: new AbortController().signal, attempt: 1, lastAttempt: false })
}
const count = async (table: string, condition: string) => {
  const { rows } = await app.database.pool.query(`select count(*)::int as n from ${table} where ${condition}`)
  return Number(rows[0]?.n)
}
const day = 86_400_000

test('every job has its time', () => {
  assert.deepEqual(schedules.map(({ job }) => job).sort(), [...jobs].sort())
})

test('events are let go after a month, and not before', async () => {
  const old = new Date(Date.now() - 31 * day)
  await app.database.pool.query(`update events set at = $1 where name = 'person.created'`, [old])
  await transaction(app.ctx(), async (ctx) => publish(ctx, 'job.retried', { type: 'job', id: '1' }))
  assert.ok((await count('events', `name = 'person.created'`)) > 0)
  await run('operations.let_go_of_events')
  assert.equal(await count('events', `name = 'person.created'`), 0)
  assert.equal(await count('events', `name = 'job.retried'`), 1)
})

test('idempotency keys are let go after a day, and not before', async () => {
  const insert = `insert into idempotency_keys (owner, key, request_hash, state, claimed_at) values ('x', $1, '', 'done', $2)`
  await app.database.pool.query(insert, ['old', new Date(Date.now() - 2 * day)])
  await app.database.pool.query(insert, ['new', new Date()])
  await run('operations.let_go_of_idempotency_keys')
  assert.equal(await count('idempotency_keys', `key = 'old'`), 0)
  assert.equal(await count('idempotency_keys', `key = 'new'`), 1)
})

test('dead letters are let go in the end, and not before', async () => {
  await app.database.pool.query(`select graphile_worker.permanently_fail_jobs(array(
    select id from graphile_worker.add_job('test.dead', '{}', max_attempts => 3)), 'x')`)
  const dead = () => count('graphile_worker.jobs', `task_identifier = 'test.dead'`)
  await run('operations.let_go_of_dead_letters')
  assert.equal(await dead(), 1)
  app.clock.advance(91 * day)
  await run('operations.let_go_of_dead_letters')
  assert.equal(await dead(), 0)
})
