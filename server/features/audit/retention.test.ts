import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { type App, testApp } from '#test/app.ts'
import { jobs } from './jobs.ts'
import { letGoOfOldEntries, monthsBefore } from './retention.ts'
import { verifyAudit } from './verification.ts'

for (const [date, months, before] of [
  ['2026-11-20T14:31:00.000Z', 24, '2024-11-20T14:31:00.000Z'],
  ['2026-03-15T00:00:00.000Z', 6, '2025-09-15T00:00:00.000Z'],
  ['2026-08-31T12:00:00.000Z', 6, '2026-02-28T12:00:00.000Z'],
  ['2028-08-31T12:00:00.000Z', 6, '2028-02-29T12:00:00.000Z'],
] as const) {
  test(`${months} months before ${date.slice(0, 10)} is ${before.slice(0, 10)}`, () =>
    assert.equal(monthsBefore(new Date(date), months).toISOString(), before))
}

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

const settings = '/api/settings/audit'
const fill = (count: number) =>
  transaction(app.ctx(), async (ctx) => {
    for (let n = 0; n < count; n++) publish(ctx, 'job.retried', { type: 'job', id: String(n) }, { job: 'x' })
  })
const letGo = (keepMonths: number) => transaction(app.ctx(), (ctx) => letGoOfOldEntries(ctx, { keepMonths }))
const count = async () => {
  const { rows } = await app.database.pool.query(
    'select count(*)::int as kept, min(seq)::int as first from audit_entries',
  )
  return rows[0]
}

test('an administrator says how long the log is kept: six months at least', async () => {
  assert.deepEqual((await app.as('marcos')('GET', settings)).body, { keepMonths: 24 })
  assert.equal((await app.as('marcos')('PUT', settings, { body: { keepMonths: 12 } })).status, 403)
  assert.equal((await app.as('ana')('PUT', settings, { body: { keepMonths: 5 } })).status, 422)
  assert.equal((await app.as('ana')('PUT', settings, { body: {} })).status, 422)
  assert.deepEqual((await app.as('ana')('PUT', settings, { body: { keepMonths: 12 } })).body, {
    keepMonths: 12,
  })
  assert.deepEqual((await app.as('marcos')('GET', settings)).body, { keepMonths: 12 })
  const { body } = await app.as('ana')('GET', '/api/audit?name=settings.changed&limit=1')
  assert.deepEqual(body.data?.[0]?.details, { fields: ['keepMonths'] })
})

test('old entries are let go in bounded steps, and what is kept is still a whole chain', async () => {
  await fill(2500)
  assert.equal(await letGo(24), false)
  assert.equal((await count()).first, 1, 'nothing is old yet')
  const old = (await count()).kept
  app.clock.set(new Date(Date.now() + 25 * 31 * 86_400_000))
  await fill(3)
  assert.equal(await letGo(24), true)
  assert.equal((await count()).first, 2001)
  assert.equal(await letGo(24), false)
  assert.deepEqual(await count(), { first: old + 1, kept: 3 + 2 })
  assert.deepEqual(await verifyAudit(app.ctx()), {
    ok: true,
    checked: 5,
    brokenAtSeq: null,
    complete: true,
    next: null,
  })
  assert.equal(await letGo(24), false)
  assert.equal((await count()).kept, 5)
})

test('the nightly job goes by the settings, one step at a time', async () => {
  const waiting = async () => {
    const { rows } = await app.database.pool.query(
      `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'audit.let_go'`,
    )
    return rows[0]?.n
  }
  const job = jobs.find(({ name }) => name === 'audit.let_go')
  assert.ok(job)
  const run = () =>
    job.perform(app.ctx(), {}, { signal: new AbortController().signal, attempt: 1, lastAttempt: false })
  await fill(2100)
  // Too young for the 24 months that nobody asked for, too old for the 12 that the administrator did.
  app.clock.advance(13 * 31 * 86_400_000)
  const { kept } = await count()
  await run()
  assert.equal((await count()).kept, kept - 2000 + 1)
  assert.equal(await waiting(), 1, 'the next step waits')
  await app.database.pool.query(
    'select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))',
  )
  await run()
  assert.equal((await count()).kept, 2, 'the two entries that say so')
  assert.equal(await waiting(), 0)
  assert.equal((await verifyAudit(app.ctx())).ok, true)
})

test('letting go of everything leaves a chain to go on from', async () => {
  app.clock.advance(25 * 31 * 86_400_000)
  await letGo(24)
  assert.deepEqual((await count()).kept, 1, 'the entry that says so')
  assert.equal((await verifyAudit(app.ctx())).ok, true)
  await assert.rejects(app.database.pool.query('delete from audit_entries'), /append-only/)
})
