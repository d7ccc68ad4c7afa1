import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AuditVerification } from '#contract/audit.ts'
import { transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { type App, testApp } from '#test/app.ts'
import { jobs, schedules } from './jobs.ts'
import { verifyAudit } from './verification.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app?.close())

const verify = async (query = '') =>
  (await app.as('marcos')<AuditVerification>('GET', `/api/audit/verification${query}`)).body

const lastSeq = async () => {
  const { rows } = await app.database.pool.query('select last_seq::int from audit_chain')
  return Number(rows[0]?.last_seq)
}

/** As somebody would who has the database and knows how to put the triggers aside. */
async function bypassing(statements: string) {
  const client = await app.database.pool.connect()
  try {
    await client.query(
      `set session_replication_role = replica; ${statements}; reset session_replication_role`,
    )
  } finally {
    client.release()
  }
}

async function tampered(statements: string, check: () => Promise<void>) {
  await app.database.pool.query(
    'create table kept_aside as select * from audit_entries; create table kept_chain as select * from audit_chain',
  )
  try {
    await bypassing(statements)
    await check()
  } finally {
    const put = `delete from audit_entries; insert into audit_entries select * from kept_aside;
      delete from audit_chain; insert into audit_chain select * from kept_chain`
    await bypassing(`${put}; drop table kept_aside, kept_chain`)
  }
}

const fill = (count: number) =>
  transaction(app.ctx(), async (ctx) => {
    for (let n = 0; n < count; n++) publish(ctx, 'job.retried', { type: 'job', id: String(n) }, { job: 'x' })
  })

test('an untouched log is whole', async () => {
  const checked = await lastSeq()
  assert.ok(checked > 5)
  assert.deepEqual(await verify(), { ok: true, checked, brokenAtSeq: null, complete: true, next: null })
})

for (const [what, statement, brokenAtSeq] of [
  ['a changed actor', 'update audit_entries set actor_id = null where seq = 3', 3],
  ['a changed detail', `update audit_entries set details = '{"reason":"none"}' where seq = 3`, 3],
  ['a moved time', `update audit_entries set at = at - interval '1 hour' where seq = 4`, 4],
  ['an entry taken out of the middle', 'delete from audit_entries where seq = 4', 4],
  ['the first entry taken out', 'delete from audit_entries where seq = 1', 1],
  [
    'two entries swapped',
    'update audit_entries set seq = 7 - seq + 1000 where seq in (3, 4); update audit_entries set seq = seq - 1000 where seq > 1000',
    3,
  ],
] as const) {
  test(`${what} shows`, async () => {
    await tampered(statement, async () => {
      const { checked, ...verdict } = await verify()
      assert.deepEqual(verdict, { ok: false, brokenAtSeq, complete: false, next: null })
      assert.ok(checked <= brokenAtSeq)
    })
    assert.equal((await verify()).ok, true)
  })
}

test('a tail that was cut off shows', async () => {
  const last = await lastSeq()
  await tampered(`delete from audit_entries where seq = ${last}`, async () =>
    assert.equal((await verify()).brokenAtSeq, last),
  )
})

test('an entry that was put on shows', async () => {
  const last = await lastSeq()
  const more = `insert into audit_entries select ${last} + 1, at, name, actor_kind, actor_id, subject_type,
    subject_id, details, ip, user_agent, request_id, hash from audit_entries where seq = ${last}`
  await tampered(more, async () => assert.equal((await verify()).brokenAtSeq, last + 1))
})

test('the database itself refuses changes', async () => {
  const { pool } = app.database
  await assert.rejects(pool.query('update audit_entries set actor_id = null'), /append-only/)
  await assert.rejects(pool.query('delete from audit_entries'), /append-only/)
  await assert.rejects(pool.query('truncate audit_entries'), /append-only/)
})

test('a long log is walked in pieces, each going on where the last one stopped', async () => {
  await fill(2300)
  const last = await lastSeq()
  let checked = 0
  let calls = 0
  for (let next: number | null = 0; next !== null; calls++) {
    const part: AuditVerification = await verifyAudit(app.ctx(), next, 0)
    assert.ok(part.ok)
    assert.equal(part.complete, part.next === null)
    checked += part.checked
    next = part.next
  }
  assert.equal(checked, last)
  assert.ok(calls >= 3)
  await tampered('delete from audit_entries where seq = 1500', async () => {
    assert.equal((await verify('?after=1000')).brokenAtSeq, 1500)
    assert.equal((await verify('?after=1500')).brokenAtSeq, 1500)
    assert.equal((await verify('?after=1600')).ok, true)
  })
  assert.equal((await app.as('ana')('GET', '/api/audit/verification?after=999999')).status, 422)
})

const verdicts = async () => {
  const { rows } = await app.database.pool.query<{ name: string; details: object; actor_id: string }>(
    `select name, details, actor_id from audit_entries where name in ('audit.verified', 'audit.broken') order by seq`,
  )
  return rows
}

test('a break found by hand is put on record, once', async () => {
  const before = (await verdicts()).length
  await tampered('update audit_entries set actor_id = null where seq = 3', async () => {
    for (let n = 0; n < 2; n++) assert.equal((await verify()).brokenAtSeq, 3)
    await Promise.all([verify(), verify()])
    const found = (await verdicts()).slice(before)
    assert.deepEqual(found, [
      { name: 'audit.broken', details: { brokenAtSeq: 3 }, actor_id: app.people.marcos.id },
    ])
  })
})

test('a whole walk by hand is the last verdict; a part of one is none', async () => {
  const before = (await verdicts()).length
  app.clock.advance(60_001)
  assert.equal((await verify('?after=1')).complete, true)
  assert.equal((await verdicts()).length, before)
  for (let n = 0; n < 2; n++) assert.equal((await verify()).complete, true)
  assert.deepEqual((await verdicts()).slice(before), [
    { name: 'audit.verified', details: {}, actor_id: app.people.marcos.id },
  ])
})

test('the nightly walk starts at the beginning, as a job of its own', async () => {
  const daily = schedules.find(({ name }) => name === 'audit.verify')
  assert.ok(daily)
  await daily.job.perform(
    app.ctx(),
    {},
    { signal: new AbortController().signal, attempt: 1, lastAttempt: false },
  )
  const { rows } = await app.database.pool.query(`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'audit.verify_on'`)
  assert.deepEqual(rows, [{ payload: { after: 0 } }])
})

test('the nightly walk keeps what it finds: in the log, in the health report, on record', async () => {
  const walk = async () => {
    const run = { signal: new AbortController().signal, attempt: 1, lastAttempt: false }
    const step = jobs.find(({ name }) => name === 'audit.verify_on')
    assert.ok(step)
    await step.perform(app.ctx(), { after: 0 }, run)
  }
  const health = async () => {
    // One look serves everybody for a second.
    await sleep(1100)
    return (await app.request('GET', '/api/health')).body
  }
  await walk()
  assert.deepEqual((await health()).components?.audit, { ok: true, error: null })
  // For good: what is found now comes after it in the chain.
  await bypassing('delete from audit_entries where seq = 2')
  await walk()
  const { body } = await app.as('ana')('GET', '/api/audit?name=audit.broken')
  assert.deepEqual(body.data?.[0]?.details, { brokenAtSeq: 2 })
  assert.equal(app.logLines.filter((line) => line.includes('"brokenAtSeq":2')).length, 1)
  assert.deepEqual((await health()).components?.audit, {
    ok: false,
    error: 'The audit log was changed outside of Prosa.',
  })
})
