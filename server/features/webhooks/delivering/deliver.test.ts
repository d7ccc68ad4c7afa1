import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { WebhookDelivery, WebhookEndpoint } from '#contract/webhooks.ts'
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
import { pauses } from './outcome.ts'
import { claim } from './store.ts'

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

const [hour, day] = [3_600_000, 24 * 3_600_000]
const log = async () =>
  (await byKey(app)<{ data: WebhookDelivery[] }>('GET', `/api/webhooks/endpoints/${id}/deliveries`)).body.data
const endpoint = async () => (await byKey(app)<WebhookEndpoint>('GET', `/api/webhooks/endpoints/${id}`)).body
const failings = async () =>
  (
    await app.database.pool.query<{ reason: string }>(
      `select details->>'reason' as reason from audit_entries
       where name = 'webhook_endpoint.failing' and subject_id = $1`,
      [id],
    )
  ).rows.map(({ reason }) => reason)

test('what was received is not sent again', async () => {
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  app.clock.advance(day)
  await tellNow(app)
  assert.equal(erp.received.length, 1)
  const [delivery] = await log()
  assert.deepEqual(
    [delivery?.state, delivery?.attempts, delivery?.status, delivery?.error, delivery?.nextAt],
    ['delivered', 1, 200, null, null],
  )
  assert.ok(delivery?.settledAt)
  assert.deepEqual(
    [delivery.id, delivery.eventId],
    [erp.received[0]?.headers['webhook-id'], erp.received[0]?.body.data.id],
  )
})

test('it is tried again with growing pauses, always as the same, until it has failed', async () => {
  erp.answer(500)
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  for (const [tried, pause] of pauses.entries()) {
    app.clock.advance(pause - 1)
    await deliverNow(app)
    assert.equal(erp.received.length, tried + 1, 'not too early')
    app.clock.advance(1)
    await deliverNow(app)
    assert.equal(erp.received.length, tried + 2)
  }
  const [delivery] = await log()
  assert.deepEqual([delivery?.state, delivery?.attempts, delivery?.status], ['failed', 10, 500])
  app.clock.advance(30 * day)
  await deliverNow(app)
  assert.equal(erp.received.length, 10)
  assert.equal(new Set(erp.received.map(({ headers }) => headers['webhook-id'])).size, 1)
  assert.equal(new Set(erp.received.map(({ headers }) => headers['webhook-timestamp'])).size, 10)
})

test('a good answer ends the trouble', async () => {
  erp.answer(500)
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  const troubled = await endpoint()
  assert.ok(troubled.failures === 1 && troubled.failingSince)
  erp.answer(204)
  app.clock.advance(5_000)
  await deliverNow(app)
  const well = await endpoint()
  assert.deepEqual([well.failures, well.failingSince, well.state], [0, null, 'active'])
})

test('after five days without a good answer it is stopped, and goes on when resumed', async () => {
  erp.answer(500)
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  app.clock.advance(5 * day - hour)
  await happen(app, 'tabulation.created', 'b')
  await tellNow(app)
  assert.equal((await endpoint()).state, 'active')
  app.clock.advance(hour)
  await deliverNow(app)
  assert.equal((await endpoint()).state, 'failing')
  assert.deepEqual(await failings(), ['unreachable'])
  const sent = erp.received.length
  await happen(app, 'tabulation.created', 'c')
  app.clock.advance(day)
  await tellNow(app)
  assert.equal(erp.received.length, sent, 'nothing is sent any more')
  assert.equal((await byKey(app)('PUT', `/api/webhooks/endpoints/${id}/pause`)).body.code, 'endpoint_failing')
  erp.answer(200)
  await byKey(app)('DELETE', `/api/webhooks/endpoints/${id}/pause`)
  await tellNow(app)
  const told = new Set(erp.received.slice(sent).map(({ body }) => body.data.subject?.id))
  assert.ok(told.has('b') && told.has('c'))
})

test('410 stops it at once', async () => {
  erp.answer(410)
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  assert.equal((await endpoint()).state, 'failing')
  assert.deepEqual(await failings(), ['gone'])
  assert.equal((await log())[0]?.state, 'failed')
})

test('redirects, and nobody there, are no good answers', async () => {
  const elsewhere = await startReceiver()
  erp.answer(307, { location: elsewhere.url })
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  assert.deepEqual([(await log())[0]?.status, elsewhere.received.length], [307, 0])
  await elsewhere.close()
  await erp.close()
  app.clock.advance(5_000)
  await deliverNow(app)
  const [delivery] = await log()
  assert.deepEqual([delivery?.error, delivery?.status, delivery?.attempts], ['network', null, 2])
})

test('a private address that nobody configured gets nothing, whatever the table says', async () => {
  const port = new URL(erp.url).port
  await app.database.pool.query('update webhook_endpoints set url = $1', [`http://127.0.0.2:${port}/`])
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  assert.deepEqual([(await log())[0]?.error, erp.received.length], ['refused_address', 0])
})

test('what a process took and died with is sent by the next, a minute later', async () => {
  await happen(app, 'tabulation.created', 'a')
  await collectNow(app)
  const until = new Date(app.clock.now().getTime() + 60_000)
  const taken = await claim(app.ctx(), [{ endpointId: id, free: 10 }], until)
  assert.equal(taken.length, 1)
  await deliverNow(app)
  assert.equal(erp.received.length, 0, 'it may still be under way')
  app.clock.advance(60_000)
  await deliverNow(app)
  assert.equal(erp.received.length, 1)
  assert.equal((await log())[0]?.attempts, 1)
})

test('a process that ends breaks off what is under way, which counts for nothing', async () => {
  erp.answer(null)
  await happen(app, 'tabulation.created', 'a')
  await collectNow(app)
  const ending = new AbortController()
  const delivering = deliverNow(app, ending.signal)
  await erp.until(1)
  ending.abort()
  await delivering
  const [delivery] = await log()
  assert.deepEqual([delivery?.state, delivery?.attempts], ['waiting', 0])
  assert.equal((await endpoint()).failures, 0)
  erp.answer(200)
  await deliverNow(app)
  assert.equal((await log())[0]?.state, 'delivered')
})

test('two processes send each once', async () => {
  const ids = Array.from({ length: 200 }, (_, n) => String(n))
  await happen(app, 'tabulation.created', ...ids)
  await collectNow(app)
  await Promise.all([deliverNow(app), deliverNow(app), deliverNow(app)])
  assert.deepEqual(erp.received.map(({ body }) => body.data.subject?.id).sort(), ids.sort())
})

test('what cannot be opened fails alone', async () => {
  await happen(app, 'tabulation.created', 'damaged')
  await collectNow(app)
  await app.database.pool.query("update webhook_deliveries set payload_encrypted = 'v1.AAAA'")
  await happen(app, 'tabulation.created', 'whole')
  await tellNow(app)
  assert.deepEqual(
    (await log()).map(({ state, error }) => [state, error]),
    [
      ['delivered', null],
      ['failed', 'unreadable'],
    ],
  )
})
