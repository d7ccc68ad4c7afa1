import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { envelope, post, statusOf, textFrom, wamid, whatsappEnv } from '#test/whatsapp.ts'

let app: App
before(async () => {
  app = await testApp({ env: whatsappEnv })
})
after(() => app?.close())

const rows = async <T extends object>(query: string, values: unknown[] = []) =>
  (await app.database.pool.query<T>(query, values)).rows

const conversationOf = async (waId: string) =>
  (
    await rows<{ id: string; last_message_at: Date; window_expires_at: Date }>(
      `select c.id, c.last_message_at, c.window_expires_at from conversations c
       join identities i on i.contact_id = c.contact_id where i.value = $1`,
      [waId],
    )
  )[0] ?? assert.fail('there is a conversation')

const year2099 = '4070908800'

test('a clock that is years ahead keeps no conversation on top and no window open', async () => {
  const waId = '5511987651001'
  const first = textFrom(waId, 'do futuro', { timestamp: year2099 })
  assert.equal(await post(app, envelope({ messages: [first] })), 200)
  const { last_message_at, window_expires_at } = await conversationOf(waId)
  const now = Date.now()
  assert.ok(last_message_at.getTime() <= now)
  assert.ok(window_expires_at.getTime() <= now + 24 * 3_600_000)
})

test('nor does an edit from the future keep later ones away', async () => {
  const waId = '5511987651002'
  const message = textFrom(waId, 'um')
  await post(app, envelope({ messages: [message] }))
  const edit = (body: string, timestamp: string) => ({
    from: waId,
    id: wamid(),
    timestamp,
    type: 'edit',
    edit: { original_message_id: message.id, message: { type: 'text', text: { body } } },
  })
  await post(app, envelope({ messages: [edit('dois', year2099)] }))
  await post(app, envelope({ messages: [edit('três', year2099)] }))
  assert.deepEqual(await rows('select text from messages where provider_id = $1', [message.id]), [
    { text: 'três' },
  ])
})

test('an advertisement that is free until a year that no clock knows does not cost the status', async () => {
  const waId = '5511987651003'
  await post(app, envelope({ messages: [textFrom(waId, 'vi o anúncio')] }))
  const { id } = await conversationOf(waId)
  const sent = wamid()
  await rows(
    `insert into messages (id, conversation_id, number_id, direction, author, type, provider_id, status, at, created_at)
     select gen_random_uuid(), id, number_id, 'out', 'operator', 'text', $2, 'sent', now(), now()
     from conversations where id = $1`,
    [id, sent],
  )
  const conversation = {
    id: 'x',
    expiration_timestamp: '9007199254740991',
    origin: { type: 'referral_conversion' },
  }
  assert.equal(await post(app, envelope({ statuses: [statusOf(sent, 'delivered', { conversation })] })), 200)
  assert.deepEqual(await rows('select status from messages where provider_id = $1', [sent]), [
    { status: 'delivered' },
  ])
})
