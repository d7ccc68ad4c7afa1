import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { aConversation, anAccountWithNumber, anAnswer } from '../testing.ts'
import { failRemoved } from './removed.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app?.close())

const run = (id: string, signal = new AbortController().signal) =>
  failRemoved.perform(
    app.ctx(),
    { event: { subject: { type: 'number', id } } },
    { signal, attempt: 1, lastAttempt: false },
  )
const queued = async (numberId: string) =>
  (
    await app.database.pool.query(`select from messages where number_id = $1 and status = 'queued'`, [
      numberId,
    ])
  ).rows.length

test('a process that ends before all of it is failed leaves the rest to the next', async () => {
  const number = await anAccountWithNumber(app.ctx())
  const talk = await aConversation(app.ctx(), number)
  await anAnswer(app.ctx(), talk)
  await run(number.id)
  assert.equal(await queued(number.id), 1, 'not of a number that is back')
  await app.database.pool.query(`update numbers set state = 'removed' where id = $1`, [number.id])
  await assert.rejects(run(number.id, AbortSignal.abort(new Error('ending'))), /ending/)
  await run(number.id)
  assert.equal(await queued(number.id), 0)
})
