import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { until } from '#test/program.ts'
import { type Spine, spineApp } from '#test/spine.ts'

let spine: Spine
before(async () => {
  spine = await spineApp()
})
after(() => spine?.close())

test('what was accepted and never heard of is asked for', async () => {
  const { id: customer } = spine.sandbox.customers.create({ name: 'Rita', phone: '+5511961234000' })
  await spine.sandbox.customers.write(customer, { number: spine.number, text: 'Oi' })
  const { id: conversation } = await spine.conversationOf(customer)
  spine.sandbox.faults.set({ dropWebhooks: true })
  const { body } = await spine.app.as('ana')('POST', `/api/conversations/${conversation}/messages`, {
    body: { text: 'chegou?' },
  })
  const status = async () =>
    (await spine.rows<{ status: string }>('select status from messages where id = $1', [body.id]))[0]?.status
  await until('it was sent', async () => (await status()) === 'sent')
  await spine.rows(`update messages set sent_at = now() - interval '20 minutes' where id = $1`, [body.id])
  await until('its statuses are known to the sandbox', () =>
    spine.sandbox.ledger
      .sends()
      .some(({ callbackData, statuses }) => callbackData === String(body.id) && statuses.length >= 2),
  )
  assert.equal(await status(), 'sent', 'no webhook told')
  await spine.rows(`select graphile_worker.add_job('inbox.ask_history', '{}')`)
  await until('it is delivered', async () => ['delivered', 'read'].includes((await status()) ?? ''))
})
