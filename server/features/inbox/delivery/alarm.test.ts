import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { until } from '#test/program.ts'
import { type Spine, spineApp } from '#test/spine.ts'

let spine: Spine
before(async () => {
  spine = await spineApp()
})
after(() => spine?.close())

const trouble = async () =>
  (
    await spine.rows<{ trouble: string | null }>('select trouble from numbers where external_id = $1', [
      spine.number,
    ])
  )[0]?.trouble
const watch = () => spine.rows(`select graphile_worker.add_job('inbox.watch_silence', '{}')`)

test('accepted and then nothing raises an alarm, which ends with the first that arrives', async () => {
  const { id: customer } = spine.sandbox.customers.create({ name: 'Rita', phone: '+5511961234001' })
  await spine.sandbox.customers.write(customer, { number: spine.number, text: 'Oi' })
  const { id: conversation } = await spine.conversationOf(customer)
  await spine.rows(
    `insert into messages (id, conversation_id, number_id, direction, author, type, text, status, provider_id, sent_at, at, created_at)
     select gen_random_uuid(), c.id, c.number_id, 'out', 'operator', 'text', 'Oi', 'sent', 'wamid.silent' || n,
       now() - interval '20 minutes', now(), now()
     from conversations c, generate_series(1, 5) n where c.id = $1`,
    [conversation],
  )
  assert.equal(await trouble(), null)
  await watch()
  await until('somebody is told', async () => (await trouble()) === 'nothing_delivered')
  await spine.rows(
    `update messages set delivered_at = now(), status = 'delivered' where provider_id = 'wamid.silent1'`,
  )
  await watch()
  await until('it is over', async () => (await trouble()) === null)
})
