import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { aConversation, anAccountWithNumber } from '../testing.ts'
import { freeConversations } from './leaving.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app?.close())

const held = async (id: string) =>
  (await app.database.pool.query('select from conversations where operator_id = $1', [id])).rows.length

test('whoever had more than can be given back before the end is not forgotten', async () => {
  const ctx = app.ctx()
  const { id } = app.people.davi
  const number = await anAccountWithNumber(ctx)
  for (let n = 0; n < 101; n++) await aConversation(ctx, number, { status: 'open', operator_id: id })
  const event = { subject: { type: 'person', id } }
  const free = (signal: AbortSignal) =>
    freeConversations.perform(ctx, { event }, { signal, attempt: 1, lastAttempt: false })
  await assert.rejects(free(AbortSignal.abort(new Error('ending'))), /ending/)
  assert.equal(await held(id), 1)
  await free(new AbortController().signal)
  assert.equal(await held(id), 0)
})
