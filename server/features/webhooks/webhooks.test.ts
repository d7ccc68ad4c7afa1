import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { envelope, post, textFrom, whatsappEnv } from '#test/whatsapp.ts'
import { createEndpoint, happen, type Receiver, startReceiver, verified, withLoopback } from './testing.ts'

let app: App
let erp: Receiver
before(async () => {
  app = await testApp({ worker: true, env: { ...whatsappEnv, ...withLoopback } })
})
after(() => app?.close())
beforeEach(async (t) => {
  erp = await startReceiver()
  if ('after' in t) t.after(() => erp.close())
})

test('what happens is told by itself, signed so that the library of the standard believes it', async () => {
  const { secret } = await createEndpoint(app, erp.url, ['person.updated'])
  const { status } = await app.as('luisa')('PATCH', '/api/me', { body: { name: 'Luísa Prado' } })
  assert.equal(status, 200)
  const [told] = await erp.until(1)
  assert.ok(told)
  assert.deepEqual(verified(told, secret), told.body)
  assert.equal(told.body.type, 'person.updated')
  assert.deepEqual(told.body.data.subject, { type: 'person', id: app.people.luisa.id })
  assert.deepEqual(told.body.data.actor, { kind: 'person' })
  assert.deepEqual(told.body.data.details, { fields: ['name'] })
  assert.ok(!told.text.includes('Prado'))
})

test('a message comes along as the API shows it', async () => {
  await createEndpoint(app, erp.url, ['message.received'])
  assert.equal(await post(app, envelope({ messages: [textFrom('5511987659999', 'Quero marcar')] })), 200)
  const [told] = await erp.until(1)
  assert.ok(told)
  const message = told.body.data.message as Record<string, unknown> // the contract's, in their own words
  assert.deepEqual([message.text, message.direction, message.author], ['Quero marcar', 'in', 'contact'])
})

test('a changed body or another secret is not believed', async () => {
  const { secret } = await createEndpoint(app, erp.url, ['tabulation.created'])
  const other = await createEndpoint(app, erp.url, ['tabulation.removed'])
  await happen(app, 'tabulation.created', 'a')
  const [told] = await erp.until(1)
  assert.ok(told)
  verified(told, secret)
  assert.throws(() => verified(told, other.secret))
  assert.throws(() => verified({ ...told, text: told.text.replace('"a"', '"b"') }, secret))
})

test('one that never answers keeps nobody else waiting', async () => {
  const dead = await startReceiver()
  dead.answer(null)
  try {
    await createEndpoint(app, dead.url, ['media.settled'])
    await createEndpoint(app, erp.url, ['media.settled'])
    const ids = Array.from({ length: 40 }, (_, n) => String(n))
    await happen(app, 'media.settled', ...ids)
    await dead.until(1)
    const told = await erp.until(ids.length)
    assert.deepEqual(told.map(({ body }) => body.data.subject?.id).sort(), ids.sort())
    const { rows } = await app.database.pool.query<{ n: number }>(
      `select count(*)::int as n from webhook_deliveries where status is null and attempts = 0 and state = 'waiting'`,
    )
    assert.ok(Number(rows[0]?.n) >= 30, 'the dead one still has all of its own before it')
  } finally {
    await dead.close()
  }
})
