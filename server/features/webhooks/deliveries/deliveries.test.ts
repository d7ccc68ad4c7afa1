import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { WebhookDelivery } from '#contract/webhooks.ts'
import { type App, testApp } from '#test/app.ts'
import {
  byKey,
  collectNow,
  createEndpoint,
  deliverNow,
  happen,
  type Receiver,
  startReceiver,
  tellNow,
  withLoopback,
} from '../testing.ts'
import { letGoOfDeliveries, replayBatch } from './jobs.ts'

let app: App
let erp: Receiver
let id: string
before(async () => {
  app = await testApp({ env: withLoopback })
})
after(() => app?.close())
beforeEach(async (t) => {
  erp = await startReceiver()
  if ('after' in t) t.after(() => erp.close())
  await app.database.pool.query('delete from webhook_endpoints')
  ;({ id } = await createEndpoint(app, erp.url, ['tabulation.created']))
})

const run = { signal: new AbortController().signal, attempt: 1, lastAttempt: false }
const pathOf = (endpoint: string) => `/api/webhooks/endpoints/${endpoint}`
const list = (query = '') =>
  byKey(app)<{ data: WebhookDelivery[]; next: string | null }>('GET', `${pathOf(id)}/deliveries${query}`)
const subjects = () => erp.received.map(({ body }) => body.data.subject?.id)

/** The steps that wait in the queue, one after the other, as a worker does them. */
async function replayNow(): Promise<number> {
  for (let steps = 0; ; steps++) {
    const { rows } = await app.database.pool.query(
      `delete from graphile_worker._private_jobs where id = (select j.id from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = 'webhooks.replay' order by j.id limit 1) returning payload`,
    )
    if (rows.length === 0) return steps
    await replayBatch.perform(app.ctx(), rows[0]?.payload, run)
  }
}

test('the log is paged, newest first, and by state', async () => {
  await happen(app, 'tabulation.created', 'a', 'b', 'c')
  await tellNow(app)
  erp.answer(500)
  await happen(app, 'tabulation.created', 'd')
  await tellNow(app)
  const seen: WebhookDelivery[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body }: Awaited<ReturnType<typeof list>> = await list(`?limit=2${next && `&after=${next}`}`)
    seen.push(...body.data)
    next = body.next
  }
  assert.deepEqual(
    seen.map(({ state }) => state),
    ['waiting', 'delivered', 'delivered', 'delivered'],
  )
  assert.equal(new Set(seen.map(({ id }) => id)).size, 4)
  assert.equal((await list('?state=waiting')).body.data.length, 1)
  assert.equal((await list('?state=failed')).body.data.length, 0)
  assert.equal((await list('?after=nonsense')).status, 422)
})

test('one is sent again as the same', async () => {
  erp.answer(410)
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  erp.answer(200)
  await byKey(app)('DELETE', `${pathOf(id)}/pause`)
  const [failed] = (await list()).body.data
  assert.equal(failed?.state, 'failed')
  const replay = `${pathOf(id)}/deliveries/${failed.id}/replay`
  assert.equal((await byKey(app)('POST', replay)).status, 204)
  await deliverNow(app)
  assert.deepEqual(subjects(), ['a', 'a'])
  assert.equal(erp.received[0]?.headers['webhook-id'], erp.received[1]?.headers['webhook-id'])
  assert.equal((await list()).body.data[0]?.state, 'delivered')
})

test('a delivery of another endpoint is not there', async () => {
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  const [delivery] = (await list()).body.data
  assert.ok(delivery)
  const other = await createEndpoint(app, erp.url, ['tabulation.updated'])
  const { status } = await byKey(app)('POST', `${pathOf(other.id)}/deliveries/${delivery.id}/replay`)
  assert.equal(status, 404)
  assert.equal((await list()).body.data[0]?.state, 'delivered')
})

test('everything since a time is sent again, and what nobody had asked for then', async () => {
  app.clock.set(new Date())
  await happen(app, 'tabulation.created', 'long ago')
  await happen(app, 'tabulation.updated', 'other')
  app.clock.advance(60_000)
  const since = app.clock.now().toISOString()
  await happen(app, 'tabulation.created', 'a')
  await happen(app, 'tabulation.updated', 'b')
  await tellNow(app)
  assert.deepEqual(subjects().sort(), ['a', 'long ago'])
  await byKey(app)('PATCH', pathOf(id), { body: { events: ['tabulation.created', 'tabulation.updated'] } })
  assert.equal((await byKey(app)('POST', `${pathOf(id)}/replay`, { body: { since } })).status, 204)
  assert.equal(await replayNow(), 1)
  await deliverNow(app)
  assert.deepEqual(subjects().slice(2).sort(), ['a', 'b'])
  const ids = erp.received
    .filter(({ body }) => body.data.subject?.id === 'a')
    .map(({ headers }) => headers['webhook-id'])
  assert.equal(new Set(ids).size, 1)
})

test('a long replay is done in steps', async () => {
  app.clock.advance(1_000)
  const since = app.clock.now().toISOString()
  const ids = Array.from({ length: 1_100 }, (_, n) => String(n))
  await happen(app, 'tabulation.created', ...ids)
  await collectNow(app)
  await app.database.pool.query("update webhook_deliveries set state = 'delivered', next_at = null")
  await byKey(app)('POST', `${pathOf(id)}/replay`, { body: { since } })
  assert.ok((await replayNow()) >= 3)
  const { rows } = await app.database.pool.query<{ n: number }>(
    "select count(*)::int as n from webhook_deliveries where endpoint_id = $1 and state = 'waiting'",
    [id],
  )
  assert.equal(rows[0]?.n, ids.length)
})

test('nothing is replayed from the future, from when nothing happened, or to who is gone', async () => {
  const ask = (since: Date) =>
    byKey(app)('POST', `${pathOf(id)}/replay`, { body: { since: since.toISOString() } })
  const { status, body } = await ask(new Date(app.clock.now().getTime() + 60_000))
  assert.deepEqual([status, body.errors?.[0]?.code], [422, 'in_the_future'])
  app.clock.advance(60_000)
  assert.equal((await ask(app.clock.now())).status, 204)
  assert.equal(await replayNow(), 0)
  await happen(app, 'tabulation.created', 'a')
  await collectNow(app)
  assert.equal((await ask(new Date(app.clock.now().getTime() - 1_000))).status, 204)
  await byKey(app)('DELETE', pathOf(id))
  assert.equal(await replayNow(), 1)
  await deliverNow(app)
  assert.equal(erp.received.length, 0)
})

test('after a month deliveries are let go of, and removed endpoints with theirs', async () => {
  await happen(app, 'tabulation.created', 'old')
  await tellNow(app)
  app.clock.advance(31 * 86_400_000)
  await happen(app, 'tabulation.created', 'new')
  await tellNow(app)
  const removed = await createEndpoint(app, erp.url, ['tabulation.created'])
  await happen(app, 'tabulation.created', 'newest')
  await tellNow(app)
  await byKey(app)('DELETE', pathOf(removed.id))
  await letGoOfDeliveries.perform(app.ctx(), {}, run)
  assert.equal((await list()).body.data.length, 2)
  const { rows } = await app.database.pool.query(
    'select (select count(*) from webhook_endpoints where id = $1)::int as endpoints,' +
      ' (select count(*) from webhook_deliveries where endpoint_id = $1)::int as deliveries',
    [removed.id],
  )
  assert.deepEqual(rows, [{ endpoints: 0, deliveries: 0 }])
})
