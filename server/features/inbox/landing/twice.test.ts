import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#platform/ids.ts'
import { type App, testApp } from '#test/app.ts'
import { envelope, textFrom, whatsappEnv } from '#test/whatsapp.ts'
import { parse } from '../../../channels/whatsapp-cloud/parse/index.ts'
import { land } from './land.ts'
import type { Request } from './request.ts'

let app: App
before(async () => {
  app = await testApp({ env: whatsappEnv })
})
after(() => app?.close())

function requestOf(body: object): Request {
  const receivedAt = new Date()
  const parsed = parse(body, { receivedAt })
  return { id: newId(), channel: 'whatsapp_cloud', body: Buffer.from('{}'), receivedAt, ...parsed }
}

test('what several processes land at the same time is there once, and counts once', async () => {
  const bodies = Array.from({ length: 12 }, (_, n) =>
    envelope({ messages: [textFrom('5511987652002', `mensagem ${n}`)] }),
  )
  // Each process lands one batch after the other; these do as four of them would.
  for (const body of bodies) await Promise.all([1, 2, 3, 4].map(() => land(app.ctx(), [requestOf(body)])))
  const { rows } = await app.database.pool.query(
    `select c.unread, c.version, m.text as last, (select count(*)::int from messages) as messages,
       (select count(*)::int from parked_items) as parked
     from conversations c left join messages m on m.id = c.last_message_id`,
  )
  assert.deepEqual(rows, [{ unread: 12, version: 12, last: 'mensagem 11', messages: 12, parked: 0 }])
})
