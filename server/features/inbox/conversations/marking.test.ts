import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { type Sandbox, startSandbox } from '../../../../sandbox/index.ts'
import { aConversation, aMessage, anAnswer } from '../testing.ts'
import { tellProvider } from './jobs.ts'

let app: App
let sandbox: Sandbox
let number: { id: string; accountId: string }
let phoneNumberId: string
before(async () => {
  sandbox = await startSandbox()
  const { graphUrl, accessToken, appSecret, verifyToken, numbers } = sandbox.outside
  phoneNumberId = String(numbers[0]?.id)
  app = await testApp({
    env: {
      META_GRAPH_URL: graphUrl,
      META_APP_SECRET: appSecret,
      WEBHOOK_VERIFY_TOKEN: verifyToken,
      WHATSAPP_ACCESS_TOKEN: accessToken,
      WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    },
  })
  const found = await app.database.pool.query('select id, account_id from numbers where external_id = $1', [
    phoneNumberId,
  ])
  number = { id: found.rows[0].id, accountId: found.rows[0].account_id }
})
after(async () => {
  await app?.close()
  await sandbox?.close()
})

/** A conversation with a customer of the sandbox who wrote twice and was answered. */
async function written() {
  const { id: customer } = sandbox.customers.create()
  const talk = await aConversation(app.ctx(), number, { unread: 2 })
  for (const text of ['Oi', 'Tem horário amanhã?']) {
    const { id } = await sandbox.customers.write(customer, { number: phoneNumberId, text })
    await aMessage(app.ctx(), talk, { text, provider_id: id })
  }
  await anAnswer(app.ctx(), talk, { status: 'sent', provider_id: `wamid.${talk.id}` })
  const seen = () => sandbox.customers.thread(customer, phoneNumberId)
  const ticks = () => seen().data.map(({ status }) => status)
  return { talk, ticks, isTyping: () => seen().typingUntil !== null }
}

const run = (conversationId: string, typing: boolean, lastAttempt = false) =>
  tellProvider.perform(
    app.ctx(),
    { conversationId, typing },
    { signal: AbortSignal.timeout(60_000), attempt: 1, lastAttempt },
  )

test('the customer sees that everything was read, and that an answer is being written', async () => {
  const { talk, ticks, isTyping } = await written()
  await run(talk.id, false)
  assert.deepEqual([ticks(), isTyping()], [['read', 'read'], false])
  await run(talk.id, true)
  assert.equal(isTyping(), true)
})

test('a provider that stumbles is asked again, not without end, and a refusal is final', async () => {
  const { talk, ticks } = await written()
  sandbox.faults.set({ httpStatus: { status: 500, times: 100 } })
  try {
    await assert.rejects(run(talk.id, false))
    await run(talk.id, false, true)
  } finally {
    sandbox.faults.clear()
  }
  assert.deepEqual(ticks(), ['sent', 'sent'])
  const stranger = await aConversation(app.ctx(), number)
  await aMessage(app.ctx(), stranger, { provider_id: 'wamid.nobodyknows' })
  await run(stranger.id, false)
})

test('nothing is asked where there is nothing to mark, or no number to do it with', async () => {
  sandbox.faults.set({ httpStatus: { status: 500, times: 100 } })
  try {
    const silent = await aConversation(app.ctx(), number)
    await run(silent.id, true)
    const old = await aConversation(app.ctx(), number)
    await aMessage(app.ctx(), old, { at: new Date(app.clock.now().getTime() - 31 * 24 * 3_600_000) })
    await run(old.id, true)
    const { talk } = await written()
    const path = `/api/accounts/${number.accountId}/numbers/${number.id}`
    assert.equal((await app.as('ana')('PATCH', path, { body: { paused: true } })).status, 200)
    await run(talk.id, true)
  } finally {
    sandbox.faults.clear()
  }
})
