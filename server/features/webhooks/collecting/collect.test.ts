import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { internalEvents } from '#contract/webhooks.ts'
import { transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { type App, testApp } from '#test/app.ts'
import { collectNow, createEndpoint, happen, withLoopback } from '../testing.ts'
import { collect } from './collect.ts'
import { objectsOf } from './objects.ts'
import { isSomethingDue } from './store.ts'

let app: App
before(async () => {
  app = await testApp({ env: withLoopback })
})
after(() => app?.close())

const url = 'http://127.0.0.1:1/'
const subjectsFor = async (id: string) =>
  (
    await app.database.pool.query<{ subject: string }>(
      `select e.subject_id as subject from webhook_deliveries d join events e on e.id = d.event_id
       where d.endpoint_id = $1 order by e.id`,
      [id],
    )
  ).rows.map(({ subject }) => subject)

test('without endpoints nobody looks again', async () => {
  assert.equal(await collectNow(app), false)
})

test('each is told what it asked for, from its creation on', async () => {
  await happen(app, 'tabulation.created', 'before')
  const some = await createEndpoint(app, url, ['tabulation.created', 'tabulation.updated'])
  const all = await createEndpoint(app, url)
  await happen(app, 'tabulation.created', 'a')
  await happen(app, 'tabulation.removed', 'b')
  await happen(app, 'tabulation.updated', 'c')
  for (const name of internalEvents) await happen(app, name, 'internal')
  assert.equal(await collectNow(app), true)
  assert.deepEqual(await subjectsFor(some.id), ['a', 'c'])
  assert.deepEqual(await subjectsFor(all.id), [all.id, 'a', 'b', 'c'])
  assert.equal(await isSomethingDue(app.ctx()), true)
})

test('readers beside each other, and those that begin again, make one delivery of each', async () => {
  const { id } = await createEndpoint(app, url, ['media.settled'])
  const ids = Array.from({ length: 1_200 }, (_, n) => String(n))
  await happen(app, 'media.settled', ...ids)
  await Promise.all([collectNow(app), collectNow(app), collectNow(app)])
  await collectNow(app)
  assert.deepEqual(await subjectsFor(id), ids)
})

test('what a slow transaction did is told although later events were told before', async () => {
  const { id } = await createEndpoint(app, url, ['contact.appeared'])
  const drawn = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  // Its id is drawn, and seen by nobody yet.
  const slow = app.database.db.transaction().execute(async (db) => {
    await db
      .insertInto('events')
      .values({
        name: 'contact.appeared',
        subject_type: 'contact',
        subject_id: 'slow',
        actor_kind: 'contact',
        at: new Date(),
      })
      .execute()
    drawn.resolve()
    await release.promise
  })
  await drawn.promise
  await happen(app, 'contact.appeared', 'quick')
  const ending = new AbortController()
  await collect(app.ctx(), ending.signal, async () => {
    if ((await subjectsFor(id)).includes('quick')) ending.abort()
  })
  assert.deepEqual(await subjectsFor(id), ['quick'])
  release.resolve()
  await slow
  await collectNow(app)
  assert.deepEqual(await subjectsFor(id), ['slow', 'quick'])
})

test('what was rolled back holds nothing up', async () => {
  const { id } = await createEndpoint(app, url, ['contact.appeared'])
  const failing = transaction(app.ctx(), async (ctx) => {
    await ctx.db
      .insertInto('events')
      .values({
        name: 'contact.appeared',
        subject_type: 'contact',
        subject_id: 'undone',
        actor_kind: 'contact',
        at: new Date(),
      })
      .execute()
    throw new Error('no')
  })
  await assert.rejects(failing)
  await happen(app, 'contact.appeared', 'done')
  await collectNow(app)
  assert.deepEqual(await subjectsFor(id), ['done'])
  const { rows } = await app.database.pool.query(
    'select cursor = (select max(id) from events) as whole from webhook_endpoints where id = $1',
    [id],
  )
  assert.equal(rows[0]?.whole, true, 'it stands at the end')
})

test('one that is far behind does not keep the others from what is new', async () => {
  const behind = await createEndpoint(app, url, ['message.updated'])
  const path = `/api/webhooks/endpoints/${behind.id}/pause`
  await app.as('ana')('PUT', path)
  await happen(app, 'message.updated', ...Array.from({ length: 1_500 }, (_, n) => String(n)))
  const ahead = await createEndpoint(app, url, ['message.updated'])
  await app.as('ana')('DELETE', path)
  await happen(app, 'message.updated', 'new')
  let first: [number, string[]] | undefined
  await collect(app.ctx(), new AbortController().signal, async () => {
    first ??= [(await subjectsFor(behind.id)).length, await subjectsFor(ahead.id)]
  })
  assert.ok(first && first[0] < 1_500)
  assert.deepEqual(first[1], ['new'])
  assert.equal((await subjectsFor(behind.id)).length, 1_501)
})

test('an event shows its object, asked for once for all events', async () => {
  const asked: string[][] = []
  const source = {
    subject: 'contact',
    load: async (_: unknown, ids: string[]) => {
      asked.push(ids)
      return new Map([['1', { id: '1', name: 'Bia' }]])
    },
  }
  const event = (type: string, id: string | null) => ({
    id: '1',
    name: 'contact.updated' as const,
    subject: { type, id },
    actor: { kind: 'system', id: null },
    details: {},
    at: '',
  })
  const events = [event('contact', '1'), event('contact', '1'), event('contact', '2'), event('other', '3')]
  const objectOf = await objectsOf(app.ctx(), events, [source])
  assert.deepEqual(events.map(objectOf), [
    { contact: { id: '1', name: 'Bia' } },
    { contact: { id: '1', name: 'Bia' } },
    {},
    {},
  ])
  assert.deepEqual(asked, [['1', '2']])
})

test('an object that cannot be shown keeps no other from being shown', async () => {
  const source = {
    subject: 'contact',
    load: async (_: unknown, ids: string[]) => {
      if (ids.includes('odd')) throw new Error('odd')
      return new Map(ids.map((id) => [id, { id }]))
    },
  }
  const events = ['1', 'odd', '2'].map((id) => ({
    id,
    name: 'contact.updated' as const,
    subject: { type: 'contact', id },
    actor: { kind: 'system', id: null },
    details: {},
    at: '',
  }))
  const objectOf = await objectsOf(app.ctx(), events, [source])
  assert.deepEqual(events.map(objectOf), [{ contact: { id: '1' } }, {}, { contact: { id: '2' } }])
})

test('nothing readable waits in the database', async () => {
  const { id } = await createEndpoint(app, url, ['tabulation.created'])
  await transaction(app.ctx(), async (ctx) =>
    publish(ctx, 'tabulation.created', { type: 'tabulation', id: 'x' }, { reason: 'legivel' }),
  )
  await collectNow(app)
  const { rows } = await app.database.pool.query(
    'select payload_encrypted from webhook_deliveries where endpoint_id = $1',
    [id],
  )
  assert.equal(rows.length, 1)
  assert.match(String(rows[0]?.payload_encrypted), /^v\d+\./)
  assert.ok(!String(rows[0]?.payload_encrypted).includes('legivel'))
})
