import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { envelope, post, textFrom, whatsappEnv } from '#test/whatsapp.ts'
import { dropRawEvents } from './keeping.ts'

let app: App
before(async () => {
  app = await testApp({ env: whatsappEnv })
})
after(() => app?.close())

const count = async (table: string) =>
  (await app.database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n
const run = { signal: new AbortController().signal, attempt: 1, lastAttempt: false }
const drop = () => dropRawEvents.perform(app.ctx(), {}, run)

test('what came is kept word for word for as long as it was set, messages stay, and what is parked waits longer', async () => {
  await post(app, envelope({ messages: [textFrom('5511900000077', 'Oi')] }))
  await post(app, envelope({ messages: [textFrom('5511900000077', 'Oi')] }, '999'))
  await drop()
  assert.deepEqual([await count('raw_events'), await count('parked_items')], [2, 1])
  app.clock.advance(8 * 86_400_000)
  await drop()
  assert.deepEqual([await count('raw_events'), await count('parked_items')], [0, 1])
  app.clock.advance(90 * 86_400_000)
  await drop()
  assert.deepEqual([await count('parked_items'), await count('messages')], [0, 1])
})
