import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { until } from '#test/program.ts'
import { envelope, post, textFrom, whatsappEnv } from '#test/whatsapp.ts'

let app: App
before(async () => {
  app = await testApp({ env: whatsappEnv })
})
after(() => app?.close())

const waId = '5511987652001'
const contactsOf = async () =>
  (
    await app.database.pool.query<{ id: string; contact_id: string; status: string }>(
      `select c.id, c.contact_id, c.status from conversations c join messages m on m.conversation_id = c.id
       where m.text in ('antes', 'durante') order by m.id`,
    )
  ).rows

const waiting = async () =>
  (await app.database.pool.query('select from pg_locks where not granted')).rows.length

test('who is merged while they write goes on as whom they became', async () => {
  await post(app, envelope({ messages: [textFrom(waId, 'antes')] }))
  const [closed] = await contactsOf()
  assert.ok(closed)
  await app.database.pool.query(`update conversations set status = 'closed' where id = $1`, [closed.id])
  const { body: kept } = await app.as('ana')<{ id: string }>('POST', '/api/contacts', {
    body: { name: 'Lívia' },
  })
  // The merge is held up halfway: it has the contacts, and waits for a conversation.
  const holder = await app.database.pool.connect()
  try {
    await holder.query('begin')
    await holder.query('select from conversations where id = $1 for update', [closed.id])
    const merging = app.as('ana')('POST', `/api/contacts/${kept.id}/merge`, {
      body: { otherId: closed.contact_id },
    })
    await until('the merge waits', async () => (await waiting()) === 1)
    let landed = false
    const landing = post(app, envelope({ messages: [textFrom(waId, 'durante')] })).finally(() => {
      landed = true
    })
    await until('the message is there, or waits too', async () => landed || (await waiting()) === 2)
    await holder.query('rollback')
    assert.equal((await merging).status, 200)
    assert.equal(await landing, 200)
  } finally {
    holder.release()
  }
  assert.deepEqual(
    (await contactsOf()).map(({ contact_id, status }) => [contact_id, status]),
    [
      [kept.id, 'closed'],
      [kept.id, 'bot'],
    ],
  )
})
