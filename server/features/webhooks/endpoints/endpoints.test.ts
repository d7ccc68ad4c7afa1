import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { WebhookEndpoint, WebhookEndpointWithSecret } from '#contract/webhooks.ts'
import { keyWith } from '#test/api.ts'
import { type App, testApp } from '#test/app.ts'
import {
  byKey,
  createEndpoint,
  happen,
  type Receiver,
  startReceiver,
  tellNow,
  verified,
  withLoopback,
} from '../testing.ts'

let app: App
let erp: Receiver
before(async () => {
  app = await testApp({ env: withLoopback })
  erp = await startReceiver()
})
after(async () => {
  await app?.close()
  await erp?.close()
})

const path = '/api/webhooks/endpoints'
const ask: App['request'] = (method, path, options) => byKey(app)(method, path, options)

test('nobody is sent what they may not read', async () => {
  const headers = await keyWith(app.request, ['webhooks:read', 'webhooks:manage'])
  const create = (...events: string[]) =>
    app.request('POST', path, { headers, body: { url: erp.url, events } })
  assert.equal((await create('tabulation.created')).status, 201)
  for (const event of ['*', 'message.received', 'conversation.started', 'contact.created'])
    assert.equal((await create(event)).status, 403, event)
  const { id } = (await create('tabulation.removed')).body
  const change = await app.request('PATCH', `${path}/${id}`, { headers, body: { events: ['*'] } })
  assert.equal(change.status, 403)
})

test('the secret is shown once and kept sealed', async () => {
  const { secret, id, ...made } = await createEndpoint(app, erp.url, ['message.received'])
  assert.match(secret, /^whsec_[\w+/]{43}=$/)
  assert.deepEqual([made.state, made.createdBy, made.failures], ['active', null, 0])
  for (const shown of [path, `${path}/${id}`])
    assert.ok(!(await ask('GET', shown)).text.includes(secret), shown)
  const { rows } = await app.database.pool.query(
    'select secret_encrypted from webhook_endpoints where id = $1',
    [id],
  )
  assert.ok(!String(rows[0]?.secret_encrypted).includes(secret.slice('whsec_'.length)))
})

test('an administrator manages them, a manager sees them, an agent neither', async () => {
  const wanted = { body: { url: erp.url, events: ['*'] } }
  const { status, body } = await app.as('ana')<WebhookEndpoint>('POST', path, wanted)
  assert.deepEqual([status, body.createdBy], [201, app.people.ana.id])
  const { id } = body
  assert.equal((await app.as('marcos')('POST', path, wanted)).status, 403)
  assert.equal((await app.as('marcos')('GET', `${path}/${id}`)).status, 200)
  assert.equal((await app.as('marcos')('DELETE', `${path}/${id}`)).status, 403)
  assert.equal((await app.as('luisa')('GET', path)).status, 403)
  assert.equal((await ask('GET', `${path}/${id}`)).status, 200)
})

test('only addresses that may be reached are taken', async () => {
  const refused = {
    'http://erp.example.com/': 'https_needed',
    'https://10.1.2.3/': 'private_address',
    'https://169.254.169.254/latest/meta-data': 'private_address',
    'https://[::1]/': 'private_address',
    'https://[::ffff:10.0.0.1]/': 'private_address',
    'https://ana:senha@erp.example.com/': 'credentials',
    'ftp://erp.example.com/': 'invalid_format',
    'erp.example.com': 'invalid_format',
  }
  const { id } = await createEndpoint(app, 'https://erp.example.com/prosa')
  for (const [url, code] of Object.entries(refused))
    for (const asked of [
      ask('POST', path, { body: { url, events: ['*'] } }),
      ask('PATCH', `${path}/${id}`, { body: { url } }),
    ]) {
      const { status, body } = await asked
      assert.deepEqual([status, body.errors?.[0]?.pointer, body.errors?.[0]?.code], [422, '/url', code], url)
    }
})

test('events that do not exist, or that are nobody else’s business, cannot be asked for', async () => {
  for (const events of [[], ['message.eaten'], ['secrets.rotated']]) {
    const { status } = await ask('POST', path, { body: { url: erp.url, events } })
    assert.equal(status, 422, String(events))
  }
})

test('what is changed is changed, and the audit log says what but not to what', async () => {
  const { id } = await createEndpoint(app, erp.url, ['message.received'])
  const change = { description: 'ERP da clínica', events: ['*', '*'] }
  const { body } = await ask<WebhookEndpoint>('PATCH', `${path}/${id}`, { body: change })
  assert.deepEqual([body.description, body.events, body.url], ['ERP da clínica', ['*'], erp.url])
  await ask('PATCH', `${path}/${id}`, { body: { description: 'ERP da clínica' } })
  const { rows } = await app.database.pool.query(
    "select details from audit_entries where name = 'webhook_endpoint.updated' and subject_id = $1",
    [id],
  )
  assert.deepEqual(
    rows.map(({ details }) => details),
    [{ fields: ['description', 'events'] }],
  )
})

test('what was removed is gone and is told nothing more', async () => {
  const receiver = await startReceiver()
  const { id } = await createEndpoint(app, receiver.url, ['tabulation.created'])
  assert.equal((await ask('DELETE', `${path}/${id}`)).status, 204)
  await happen(app, 'tabulation.created', 'a')
  await tellNow(app)
  assert.equal(receiver.received.length, 0)
  for (const [method, rest] of [
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['PUT', '/pause'],
    ['DELETE', '/pause'],
    ['POST', '/ping'],
    ['POST', '/secret'],
    ['GET', '/deliveries'],
  ] as const)
    assert.equal(
      (await ask(method, `${path}/${id}${rest}`, method === 'PATCH' ? { body: {} } : {})).status,
      404,
    )
  await receiver.close()
})

test('the list is paged, newest first', async () => {
  for (let n = 0; n < 3; n++) await createEndpoint(app, erp.url)
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: string = `${path}?limit=2${next && `&after=${next}`}`
    const { body } = await ask<{ data: WebhookEndpoint[]; next: string | null }>('GET', page)
    seen.push(...body.data.map(({ id }) => id))
    next = body.next
  }
  assert.ok(seen.length > 3)
  assert.deepEqual(seen, [...new Set(seen)].sort().reverse())
})

test('a test says what came of it', async () => {
  const receiver = await startReceiver()
  const { id, secret } = await createEndpoint(app, receiver.url, ['message.received'])
  const ping = async () => {
    const { body } = await ask('POST', `${path}/${id}/ping`)
    return [body.delivered, body.status, body.error]
  }
  assert.deepEqual(await ping(), [true, 200, null])
  const [told] = receiver.received
  assert.ok(told)
  assert.deepEqual(verified(told, secret), told.body)
  assert.equal(told.body.type, 'webhook.ping')
  receiver.answer(503)
  assert.deepEqual(await ping(), [false, 503, 'bad_status'])
  receiver.answer(302, { location: erp.url })
  const before = erp.received.length
  assert.deepEqual(await ping(), [false, 302, 'bad_status'])
  assert.equal(erp.received.length, before, 'nobody is led elsewhere')
  await receiver.close()
  assert.deepEqual(await ping(), [false, null, 'network'])
})

test('for a day after a change of the secret both are good, then only the new one', async () => {
  const receiver = await startReceiver()
  const { id, secret: old } = await createEndpoint(app, receiver.url, ['message.received'])
  const { status, body } = await ask<WebhookEndpointWithSecret>('POST', `${path}/${id}/secret`)
  assert.equal(status, 201)
  assert.notEqual(body.secret, old)
  assert.ok(body.previousSecretUntil)
  await ask('POST', `${path}/${id}/ping`)
  const [told] = receiver.received
  assert.ok(told)
  verified(told, old)
  verified(told, body.secret)
  app.clock.advance(24 * 3_600_000)
  assert.equal((await ask<WebhookEndpoint>('GET', `${path}/${id}`)).body.previousSecretUntil, null)
  await ask('POST', `${path}/${id}/ping`)
  assert.equal(String(receiver.received[1]?.headers['webhook-signature']).split(' ').length, 1)
  await receiver.close()
})

test('what happens during a pause is told after it', async () => {
  const receiver = await startReceiver()
  const { id } = await createEndpoint(app, receiver.url, ['tabulation.removed'])
  const paused = await ask<WebhookEndpoint>('PUT', `${path}/${id}/pause`)
  assert.deepEqual([paused.status, paused.body.state], [200, 'paused'])
  assert.equal((await ask<WebhookEndpoint>('PUT', `${path}/${id}/pause`)).body.state, 'paused')
  await happen(app, 'tabulation.removed', 'during')
  await tellNow(app)
  assert.equal(receiver.received.length, 0)
  assert.equal((await ask<WebhookEndpoint>('DELETE', `${path}/${id}/pause`)).body.state, 'active')
  assert.equal((await ask<WebhookEndpoint>('DELETE', `${path}/${id}/pause`)).status, 200)
  await tellNow(app)
  assert.deepEqual(
    receiver.received.map(({ body }) => body.data.subject?.id),
    ['during'],
  )
  await receiver.close()
})

test('there may be fifty', async () => {
  let status = 201
  for (let n = 0; n < 50 && status === 201; n++)
    ({ status } = await ask('POST', path, { body: { url: erp.url, events: ['audit.broken'] } }))
  const { body } = await ask('POST', path, { body: { url: erp.url, events: ['*'] } })
  assert.deepEqual([status, body.code], [409, 'too_many_endpoints'])
})
