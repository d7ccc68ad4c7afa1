import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Message } from '#contract/messages.ts'
import { until } from '#test/program.ts'
import { type Spine, spineApp } from '#test/spine.ts'
import type { Faults } from '../../../../sandbox/api.ts'

let spine: Spine
const free: Faults = { throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1000 } }
before(async () => {
  spine = await spineApp({ faults: free })
})
after(() => spine?.close())
afterEach(() => void spine.sandbox.faults.set(free))

let count = 0
async function somebody() {
  const customer = spine.sandbox.customers.create({
    name: `Cliente ${++count}`,
    phone: `+55119${60000000 + count}`,
  })
  await spine.sandbox.customers.write(customer.id, { number: spine.number, text: 'Oi' })
  const { id } = await spine.conversationOf(customer.id)
  return { customer, conversation: id }
}

async function send(conversation: string, body: object): Promise<Message> {
  const {
    status,
    body: message,
    text,
  } = await spine.app.as('ana')<Message>('POST', `/api/conversations/${conversation}/messages`, { body })
  assert.equal(status, 201, text)
  return message
}

const statusOf = async (id: string) =>
  (
    await spine.rows<{
      status: string
      error: { code: string; todo: string | null } | null
      provider_id: string | null
      attempts: number
    }>('select status, error, provider_id, attempts from messages where id = $1', [id])
  )[0]

const becomes = (id: string, ...wanted: string[]) =>
  until(
    `the message is ${wanted.join(' or ')}`,
    async () => wanted.includes((await statusOf(id))?.status ?? ''),
    20_000,
  )

const sendsOf = (id: string) => spine.sandbox.ledger.sends().filter(({ callbackData }) => callbackData === id)

describe('what is queued goes out', () => {
  test('once, and its ticks come back', async () => {
    const { conversation, customer } = await somebody()
    const message = await send(conversation, { text: 'Olá, aqui é a Ana' })
    assert.equal(message.status, 'queued')
    await becomes(message.id, 'read')
    assert.equal(sendsOf(message.id).length, 1)
    const { data } = spine.sandbox.customers.thread(customer.id, spine.number)
    assert.deepEqual(data.at(-1)?.content, { body: 'Olá, aqui é a Ana', preview_url: true })
    const { body } = await spine.app.as('ana')<{ messages: Message[] }>(
      'GET',
      `/api/conversations/${conversation}`,
    )
    const shown = body.messages.at(-1)
    assert.ok(shown?.sentAt && shown.deliveredAt && shown.readAt && shown.providerId)
  })

  test('in the order in which it was written', async () => {
    const { conversation, customer } = await somebody()
    spine.sandbox.faults.set({ ...free, latencyMs: 20 })
    const written = Array.from({ length: 12 }, (_, n) => `linha ${n + 1}`)
    let last = ''
    for (const text of written) last = (await send(conversation, { text })).id
    await becomes(last, 'sent', 'delivered', 'read')
    const { data } = spine.sandbox.customers.thread(customer.id, spine.number)
    const got = data
      .filter(({ direction }) => direction === 'out')
      .map(({ content }) => (content as { body: string }).body)
    assert.deepEqual(got, written)
  })
})

describe('what the provider refuses', () => {
  test('for a moment is tried again, and arrives once', async () => {
    const { conversation } = await somebody()
    spine.sandbox.faults.set({ ...free, sendErrors: [{ code: 130429, times: 2 }] })
    const message = await send(conversation, { text: 'insiste' })
    await becomes(message.id, 'read')
    assert.equal(sendsOf(message.id).length, 1)
    assert.equal((await statusOf(message.id))?.attempts, 3)
  })

  test('for good fails at once, with what a person can do, and holds up nobody', async () => {
    const [{ conversation }, other] = [await somebody(), await somebody()]
    spine.sandbox.faults.set({ ...free, sendErrors: [{ code: 131051, times: 1 }] })
    const message = await send(conversation, { text: 'não vai' })
    await becomes(message.id, 'failed')
    assert.equal((await statusOf(message.id))?.error?.code, '131051')
    await becomes((await send(conversation, { text: 'a seguinte vai' })).id, 'read')
    await becomes((await send(other.conversation, { text: 'e a de outra pessoa' })).id, 'read')
  })

  test('for one person only waits for that person', async () => {
    const [{ conversation, customer }, other] = [await somebody(), await somebody()]
    spine.sandbox.faults.set({ ...free, sendErrors: [{ code: 131056, times: 1, to: customer.waId ?? '' }] })
    const [slow, quick] = [
      await send(conversation, { text: 'espera' }),
      await send(other.conversation, { text: 'vai' }),
    ]
    await becomes(quick.id, 'read')
    await becomes(slow.id, 'read')
    assert.equal(sendsOf(slow.id).length, 1)
    const patience = await spine.rows('select backoff from conversations where id = $1', [conversation])
    assert.deepEqual(patience, [{ backoff: 0 }], 'the next wait is a short one again')
  })

  test('because the token is no good stops the account, and goes on when it is mended', async () => {
    const { conversation } = await somebody()
    spine.sandbox.faults.set({ ...free, revokedToken: true })
    const message = await send(conversation, { text: 'quando voltar' })
    const account = async () =>
      (
        await spine.rows<{ id: string; state: string; trouble: string | null }>(
          'select id, state, trouble from accounts',
        )
      )[0]
    await until('the account is stopped', async () => (await account())?.state === 'needs_attention')
    assert.equal((await account())?.trouble, 'token_invalid')
    assert.equal((await statusOf(message.id))?.status, 'queued')
    spine.sandbox.faults.set(free)
    const { status, text } = await spine.app.as('ana')('POST', `/api/accounts/${(await account())?.id}/check`)
    assert.equal(status, 200, text)
    await becomes(message.id, 'read')
    assert.equal(sendsOf(message.id).length, 1)
  })
})

test('what a stopped number has waits without being looked at, and goes when the number goes on', async () => {
  const { conversation } = await somebody()
  const [number] = await spine.rows<{ id: string; account_id: string }>(
    'select id, account_id from numbers where external_id = $1',
    [spine.number],
  )
  const setPaused = async (paused: boolean) => {
    const path = `/api/accounts/${number?.account_id}/numbers/${number?.id}`
    assert.equal((await spine.app.as('ana')('PATCH', path, { body: { paused } })).status, 200)
  }
  await setPaused(true)
  const message = await send(conversation, { text: 'depois da pausa' })
  const looking = () =>
    spine.rows(
      `select from graphile_worker.jobs where task_identifier = 'inbox.deliver' and attempts < max_attempts`,
    )
  await until('nobody looks any more', async () => (await looking()).length === 0)
  assert.equal((await statusOf(message.id))?.status, 'queued')
  await setPaused(false)
  await becomes(message.id, 'read')
})

describe('a send whose answer was lost', () => {
  test('is settled by its status and never sent again', async () => {
    const { conversation } = await somebody()
    spine.sandbox.faults.set({ ...free, loseResponse: { times: 1 } })
    const message = await send(conversation, { text: 'chegou?' })
    await becomes(message.id, 'read')
    assert.equal(sendsOf(message.id).length, 1)
    assert.ok((await statusOf(message.id))?.provider_id)
  })

  test('and of which nothing is heard is shown as unknown, and the next one goes', async () => {
    const { conversation } = await somebody()
    spine.sandbox.faults.set({ ...free, loseResponse: { times: 1 }, silence: true })
    const message = await send(conversation, { text: 'silêncio' })
    await until('it was accepted', () => sendsOf(message.id).length === 1)
    const next = await send(conversation, { text: 'a próxima' })
    await spine.rows(`update messages set sending_at = sending_at - interval '2 minutes' where id = $1`, [
      message.id,
    ])
    await spine.rows(`select graphile_worker.add_job('inbox.sweep_deliveries', '{}')`)
    await becomes(message.id, 'unknown')
    await becomes(next.id, 'sent')
    assert.equal(sendsOf(message.id).length, 1)
  })
})

describe('the window', () => {
  test('closes by the clock of the provider: then only templates are taken', async () => {
    const { conversation } = await somebody()
    await spine.rows(
      `update conversations set window_expires_at = now() - interval '1 minute' where id = $1`,
      [conversation],
    )
    const { status, body } = await spine.app.as('ana')(
      'POST',
      `/api/conversations/${conversation}/messages`,
      { body: { text: 'tarde demais' } },
    )
    assert.deepEqual([status, body.code], [409, 'window_closed'])
  })

  test('that closed while a message waited fails it without asking', async () => {
    const { conversation } = await somebody()
    spine.sandbox.faults.set({ ...free, sendErrors: [{ code: 130429, times: 1 }] })
    const message = await send(conversation, { text: 'quase' })
    await until('it was refused once', async () => (await statusOf(message.id))?.error?.code === '130429')
    await spine.rows(
      `update conversations set window_expires_at = now() - interval '1 minute' where id = $1`,
      [conversation],
    )
    await becomes(message.id, 'failed')
    assert.deepEqual(
      [(await statusOf(message.id))?.error?.code, sendsOf(message.id).length],
      ['window_closed', 0],
    )
  })
})

test('what waits on a number that is removed is shown as failed', async () => {
  const { conversation } = await somebody()
  const [number] = await spine.rows<{ id: string; account_id: string }>(
    'select id, account_id from numbers where external_id = $1',
    [spine.number],
  )
  const ana = spine.app.as('ana')
  const at = `/api/accounts/${number?.account_id}/numbers/${number?.id}`
  assert.equal((await ana('PATCH', at, { body: { paused: true } })).status, 200)
  const message = await send(conversation, { text: 'ninguém vai ler' })
  assert.equal((await ana('DELETE', at)).status, 204)
  await becomes(message.id, 'failed')
  assert.equal((await statusOf(message.id))?.error?.code, 'number_removed')
})
