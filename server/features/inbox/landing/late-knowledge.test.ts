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

test('a photo waits to be fetched, and its message is there already', async () => {
  const image = { id: '1234567890', mime_type: 'image/jpeg', sha256: 'q1uGFw', caption: 'é essa mancha' }
  const id = wamid()
  const message = { from: '5511987651001', id, timestamp: '1763640000', type: 'image', image }
  assert.equal(await post(app, envelope({ messages: [message] })), 200)
  const [found] = await rows(
    `select m.type, m.text, f.kind, f.state, f.provider_id, f.provider_hash
     from messages m join media f on f.id = m.media_id where m.provider_id = $1`,
    [id],
  )
  assert.deepEqual(found, {
    type: 'image',
    text: 'é essa mancha',
    kind: 'image',
    state: 'waiting',
    provider_id: '1234567890',
    provider_hash: 'q1uGFw',
  })
})

test('what was unknown when it came says what it is once it is understood', async () => {
  const message = textFrom('5511987651002', 'agora eu entendo')
  await post(app, envelope({ messages: [message] }))
  await rows(`update messages set type = 'unknown', text = null where provider_id = $1`, [message.id])
  await post(app, envelope({ messages: [message] }))
  const [shown] = await rows('select type, text from messages where provider_id = $1', [message.id])
  assert.deepEqual(shown, { type: 'text', text: 'agora eu entendo' })
})

test('an advertisement makes everything free until when Meta says', async () => {
  await post(app, envelope({ messages: [textFrom('5511987651003', 'vi o anúncio')] }))
  const [conversation] = await rows<{ id: string; number_id: string }>(
    `select c.id, c.number_id from conversations c join identities i on i.contact_id = c.contact_id
     where i.value = '5511987651003'`,
  )
  const reply = wamid()
  await rows(
    `insert into messages (id, conversation_id, number_id, direction, author, type, text, status, provider_id, at, created_at)
     values (gen_random_uuid(), $1, $2, 'out', 'operator', 'text', 'Oi', 'sent', $3, now(), now())`,
    [conversation?.id, conversation?.number_id, reply],
  )
  const until = Math.floor(Date.now() / 1000) + 72 * 3600
  const free = {
    conversation: { id: 'c', expiration_timestamp: String(until), origin: { type: 'referral_conversion' } },
    pricing: {
      billable: false,
      pricing_model: 'PMP',
      type: 'free_entry_point',
      category: 'referral_conversion',
    },
  }
  await post(app, envelope({ statuses: [statusOf(reply, 'sent', free)] }))
  const { body } = await app.as('ana')('GET', `/api/conversations/${conversation?.id}`)
  assert.equal(body.freeUntil, new Date(until * 1000).toISOString())
})
