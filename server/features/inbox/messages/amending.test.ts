import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ConversationWithMessages } from '#contract/conversations.ts'
import type { Message } from '#contract/messages.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { aConversation, aMessage, anAccountWithNumber, anAnswer, type OurNumber } from '../testing.ts'

let app: App
let number: OurNumber
before(async () => {
  app = await testApp()
  number = await anAccountWithNumber(app.ctx())
})
after(() => app?.close())

const read = async (id: string, as: PersonName = 'ana') =>
  (await app.as(as)<ConversationWithMessages>('GET', `/api/conversations/${id}`)).body
const rows = async (query: string, ...values: unknown[]) =>
  (await app.database.pool.query(query, values)).rows
const happened = async (id: string) =>
  (await rows('select name from events where subject_id = $1 order by id', id)).map(({ name }) => name)
const delivers = async ({ id }: OurNumber) =>
  (await rows(`select 1 from graphile_worker._private_jobs where key = $1`, `deliver:${id}`)).length
const having = (operatorId: string) => ({ status: 'open', operator_id: operatorId })
const ago = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000)

describe('trying again', () => {
  const retry = (as: PersonName, id: string) =>
    app.as(as)<Message & { code?: string }>('PUT', `/api/messages/${id}/retry`)

  test('what failed or may have, as a decision that is on record', async () => {
    const place = await anAccountWithNumber(app.ctx())
    const talk = await aConversation(app.ctx(), place, having(app.people.luisa.id))
    for (const status of ['failed', 'unknown']) {
      const error = JSON.stringify({ code: '131026', title: 'Undeliverable', detail: null, todo: null })
      const id = await anAnswer(app.ctx(), talk, {
        status,
        error,
        attempts: 12,
        provider_id: `wamid.${status}`,
      })
      const { body } = await retry('luisa', id)
      assert.deepEqual([body.status, body.error, body.providerId], ['queued', null, null])
      assert.deepEqual(await happened(id), ['delivery.retried', 'message.updated'])
      const audit = await rows(`select actor_id from audit_entries where subject_id = $1`, id)
      assert.deepEqual(audit, [{ actor_id: app.people.luisa.id }])
    }
    assert.equal(await delivers(place), 1)
  })

  test('nothing else, not outside the window, and not for others', async () => {
    const talk = await aConversation(app.ctx(), number, having(app.people.luisa.id))
    const sent = await anAnswer(app.ctx(), talk, { status: 'sent' })
    assert.deepEqual(
      [(await retry('luisa', sent)).status, (await retry('luisa', sent)).body.code],
      [409, 'not_failed'],
    )
    const failed = await anAnswer(app.ctx(), talk, { status: 'failed' })
    assert.equal((await retry('davi', failed)).status, 404)
    assert.equal((await retry('luisa', await aMessage(app.ctx(), talk))).status, 404, 'it is not ours')
    await rows('update conversations set window_expires_at = $2 where id = $1', talk.id, ago(1))
    assert.equal((await retry('luisa', failed)).body.code, 'window_closed')
  })
})

describe('cancelling', () => {
  const cancel = (as: PersonName, id: string) => app.as(as)('DELETE', `/api/messages/${id}`)

  test('what is still queued, by who reaches it', async () => {
    const talk = await aConversation(app.ctx(), number, having(app.people.luisa.id))
    const id = await anAnswer(app.ctx(), talk)
    assert.equal((await cancel('davi', id)).status, 404)
    assert.equal((await cancel('luisa', id)).status, 204)
    assert.equal((await read(talk.id)).messages[0]?.status, 'cancelled')
    assert.deepEqual(await happened(id), ['delivery.cancelled', 'message.updated'])
    assert.equal((await cancel('luisa', id)).status, 409)
    assert.equal((await cancel('luisa', number.id)).status, 404)
  })

  test('not what has left', async () => {
    const talk = await aConversation(app.ctx(), number)
    const id = await anAnswer(app.ctx(), talk, { status: 'sending' })
    const { status, body } = await cancel('luisa', id)
    assert.deepEqual([status, body.code], [409, 'not_queued'])
  })
})
