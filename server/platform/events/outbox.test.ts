import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Ctx, type Tx, transaction } from '#platform/context.ts'
import { createAnnouncer } from '#platform/events/announcer.ts'
import { link } from '#platform/events/audit-chain.ts'
import { publish } from '#platform/events/publish.ts'
import { StoredEvent } from '#platform/events/stored-event.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { system } from '#platform/policy.ts'
import { type TestDeps, testDeps } from '#test/deps.ts'

const welcome = defineJob({
  name: 'test.welcome',
  payload: z.object({ event: StoredEvent }),
  perform: async () => {},
  maxAttempts: 7,
})
const feature = {
  name: 'test',
  reactions: [{ on: ['person.created', 'person.removed'], job: welcome }],
} as const

let test: TestDeps
let ctx: Ctx

before(async () => {
  test = await testDeps()
  const announcer = createAnnouncer({ pool: test.database.pool, features: [feature], log: test.deps.log })
  ctx = { ...test.deps, announcer, actor: system }
})
after(() => test.close())

const count = async (table: 'events' | 'audit_entries') => {
  const { n } = await ctx.db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}
const jobs = async () => {
  const { rows } = await sql<{ job: string; payload: unknown; max_attempts: number }>`
    select identifier as job, payload, max_attempts from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`.execute(ctx.db)
  return rows
}
const state = async () => ({
  events: await count('events'),
  audit: await count('audit_entries'),
  jobs: (await jobs()).length,
})
const create = (ctx: Tx, id: string) =>
  publish(ctx, 'person.created', { type: 'person', id }, { role: 'agent', fields: ['name', 'email'] })

describe('what was published in a transaction', () => {
  it('is there with the commit: event, audit entry and the job of who reacts', async () => {
    const at = ctx.now()
    test.clock.set(at)
    const origin = { ip: '10.0.0.7', userAgent: 'Browser\0 \ud800', requestId: 'r-1' }
    await transaction({ ...ctx, origin }, async (ctx) => {
      create(ctx, 'p-1')
      publish(ctx, 'person.presence_changed', { type: 'person', id: 'p-1' })
    })
    const events = await ctx.db.selectFrom('events').selectAll().orderBy('id').execute()
    assert.deepEqual(
      events.map(({ name, subject_id, actor_kind, at }) => [name, subject_id, actor_kind, at]),
      [
        ['person.created', 'p-1', 'system', at],
        ['person.presence_changed', 'p-1', 'system', at],
      ],
    )
    const [entry, ...others] = await ctx.db.selectFrom('audit_entries').selectAll().execute()
    assert.equal(others.length, 0, 'only what is audited enters the audit log')
    assert.deepEqual(
      [entry?.seq, entry?.name, entry?.ip, entry?.request_id, entry?.user_agent],
      ['1', 'person.created', '10.0.0.7', 'r-1', 'Browser \ufffd'],
    )
    const [job] = await jobs()
    assert.equal(job?.job, 'test.welcome')
    assert.equal(job?.max_attempts, 7)
    const { event } = z.object({ event: StoredEvent }).parse(job?.payload)
    assert.equal(event.id, events[0]?.id)
    assert.deepEqual(event.details, { role: 'agent', fields: ['name', 'email'] })
  })

  it('leaves nothing behind when the transaction is rolled back', async () => {
    const before = await state()
    const failing = transaction(ctx, async (ctx) => {
      create(ctx, 'p-2')
      // After everything was written, as a broken connection at the commit would.
      await sql`create table doomed (a integer primary key deferrable initially deferred)`.execute(ctx.db)
      await sql`insert into doomed values (1), (1)`.execute(ctx.db)
    })
    await assert.rejects(failing, /duplicate key/)
    assert.deepEqual(await state(), before)
    await transaction(ctx, async (ctx) => create(ctx, 'p-2'))
    assert.deepEqual(await state(), {
      events: before.events + 1,
      audit: before.audit + 1,
      jobs: before.jobs + 1,
    })
  })

  it('makes one chain out of 200 transactions at once, without a deadlock', async () => {
    const before = await count('audit_entries')
    const acts = Array.from({ length: 200 }, (_, n) =>
      transaction(ctx, async (ctx) => {
        create(ctx, `many-${n}`)
        if (n % 3 === 0)
          publish(ctx, 'settings.changed', { type: 'settings', id: null }, { fields: [`f${n}`] })
      }),
    )
    await Promise.all(acts)
    assert.equal((await count('audit_entries')) - before, 200 + 67)
    await assertChain()
  })

  it('survives its way through jsonb: the chain is verified from the rows', async () => {
    const details = {
      zulu: 1,
      a: 0.1 + 0.2,
      bb: -0,
      huge: 1e21,
      tiny: 5e-324,
      '10': 'ten',
      '9': 'nine',
      text: 'ção "quoted" \\ \u2028 😀',
      list: ['b', 'a'],
      nothing: null,
      absent: undefined,
      truth: true,
      ['__proto__']: 'own',
    }
    await transaction(ctx, async (ctx) =>
      publish(ctx, 'settings.changed', { type: 'settings', id: 's' }, details),
    )
    await assertChain()
  })

  it('shows in the chain when somebody edits a row', async () => {
    await sql`alter table audit_entries disable trigger audit_entries_append_only`.execute(ctx.db)
    await sql`update audit_entries set actor_id = 'somebody else' where seq = 3`.execute(ctx.db)
    await assert.rejects(assertChain(), /entry 3/)
  })
})

async function assertChain(): Promise<void> {
  const entries = await ctx.db.selectFrom('audit_entries').selectAll().orderBy('seq').execute()
  let previous: Buffer = Buffer.from([0])
  for (const [index, entry] of entries.entries()) {
    assert.equal(entry.seq, String(index + 1))
    assert.ok(
      link(previous, entry).equals(entry.hash),
      `entry ${entry.seq} does not follow from the one before`,
    )
    previous = entry.hash
  }
  const chain = await ctx.db.selectFrom('audit_chain').selectAll().executeTakeFirstOrThrow()
  assert.equal(chain.last_seq, String(entries.length))
  assert.ok(chain.last_hash.equals(previous))
}
