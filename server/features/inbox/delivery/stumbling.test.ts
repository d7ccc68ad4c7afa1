import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Message, MessageMedia } from '#contract/messages.ts'
import { until } from '#test/program.ts'
import { type Spine, spineApp } from '#test/spine.ts'

let spine: Spine
before(async () => {
  spine = await spineApp({ faults: { throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1000 } } })
})
after(() => spine?.close())

let count = 0
async function somebody(): Promise<string> {
  const phone = `+55119${61000000 + ++count}`
  const { id } = spine.sandbox.customers.create({ name: `Cliente ${count}`, phone })
  await spine.sandbox.customers.write(id, { number: spine.number, text: 'Oi' })
  return (await spine.conversationOf(id)).id
}

const send = async (conversation: string, body: object): Promise<Message> => {
  const sent = await spine.app.as('ana')<Message>('POST', `/api/conversations/${conversation}/messages`, {
    body,
  })
  assert.equal(sent.status, 201, sent.text)
  return sent.body
}

type Row = { status: string; attempts: number; provider_id: string | null; code: string | null }
const rowOf = async (id: string): Promise<Row> =>
  (
    await spine.rows<Row>(
      `select status, attempts, provider_id, error->>'code' as code from messages where id = $1`,
      [id],
    )
  )[0] ?? assert.fail('there is a message')
const becomes = (id: string, status: string) =>
  until(`the message is ${status}`, async () => (await rowOf(id)).status === status, 20_000)
const sendsOf = (id: string) => spine.sandbox.ledger.sends().filter(({ callbackData }) => callbackData === id)

async function pause(paused: boolean): Promise<void> {
  const [number] = await spine.rows<{ id: string; account_id: string }>(
    'select id, account_id from numbers where external_id = $1',
    [spine.number],
  )
  const { status, text } = await spine.app.as('ana')(
    'PATCH',
    `/api/accounts/${number?.account_id}/numbers/${number?.id}`,
    { body: { paused } },
  )
  assert.equal(status, 200, text)
}

test('a database that stumbles while a file is made ready ends nothing, and the file goes later, once', async () => {
  const conversation = await somebody()
  const file = new File(['%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'], 'laudo.pdf')
  const uploaded = await spine.app.as('ana')<MessageMedia>('POST', '/api/media', { file })
  assert.equal(uploaded.status, 201, uploaded.text)
  const { id } = uploaded.body
  await pause(true)
  const message = await send(conversation, { type: 'document', media: { id } })
  await spine.rows('alter table media rename to media_away')
  await pause(false)
  await until('it was tried', async () => (await rowOf(message.id)).code === 'not_ready')
  await spine.rows('alter table media_away rename to media')
  await becomes(message.id, 'read')
  assert.equal(sendsOf(message.id).length, 1)
})

test('an old failure that is told again does not stop the new attempt, before it goes or after', async () => {
  const conversation = await somebody()
  const message = await send(conversation, { text: 'de novo' })
  await becomes(message.id, 'read')
  await spine.rows(`update messages set status = 'sent', delivered_at = null, read_at = null where id = $1`, [
    message.id,
  ])
  const { provider_id: first } = await rowOf(message.id)
  const failure = {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '1', phone_number_id: spine.number },
              statuses: [
                {
                  id: first,
                  status: 'failed',
                  timestamp: String(Math.floor(Date.now() / 1000) - 5),
                  recipient_id: '1',
                  biz_opaque_callback_data: message.id,
                  errors: [{ code: 131026, title: 'Message undeliverable' }],
                },
              ],
            },
          },
        ],
      },
    ],
  }
  const tellAgain = async () => assert.equal(await spine.sandbox.postRaw(JSON.stringify(failure), true), 200)
  await tellAgain()
  await becomes(message.id, 'failed')
  await pause(true)
  const retried = await spine.app.as('ana')('PUT', `/api/messages/${message.id}/retry`)
  assert.equal(retried.status, 200, retried.text)
  await tellAgain()
  assert.equal((await rowOf(message.id)).status, 'queued')
  spine.sandbox.faults.set({ throughputPerSecond: 0, silence: true })
  await pause(false)
  await becomes(message.id, 'sent')
  await tellAgain()
  const { status, provider_id: second } = await rowOf(message.id)
  assert.equal(status, 'sent')
  assert.notEqual(second, first)
  assert.equal(sendsOf(message.id).length, 2)
})
