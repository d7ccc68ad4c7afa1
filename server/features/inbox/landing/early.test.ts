import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { envelope, post, textFrom, wamid, whatsappEnv } from '#test/whatsapp.ts'
import { retryEarly } from './parked.ts'

let app: App
before(async () => {
  app = await testApp({ env: whatsappEnv })
})
after(() => app?.close())

const waId = '5511987653001'
const reactionTo = (message_id: unknown) => ({
  ...textFrom(waId, ''),
  type: 'reaction',
  reaction: { message_id, emoji: '👍' },
})

test('many reactions to what was never here do not keep one from finding its message', async () => {
  const strangers = Array.from({ length: 200 }, () => reactionTo(wamid()))
  assert.equal(await post(app, envelope({ messages: strangers })), 200)
  const message = textFrom(waId, 'cheguei depois')
  await post(app, envelope({ messages: [reactionTo(message.id)] }))
  await post(app, envelope({ messages: [message] }))
  const run = { attempt: 1, lastAttempt: false, signal: new AbortController().signal }
  for (let minute = 0; minute < 2; minute++) await retryEarly.perform(app.ctx(), {}, run)
  const { rows } = await app.database.pool.query(
    `select reactions ->> 'contact' as reaction from messages where provider_id = $1`,
    [message.id],
  )
  assert.deepEqual(rows, [{ reaction: '👍' }])
})
