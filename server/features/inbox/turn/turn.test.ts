import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { until } from '#test/program.ts'
import { type Spine, spineApp } from '#test/spine.ts'

let spine: Spine
before(async () => {
  spine = await spineApp({ faults: { throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1000 } } })
})
after(() => spine?.close())
beforeEach(() => settings({ greeting: 'Recebemos sua mensagem. Já vamos responder.', silenceMs: 0 }))

async function settings(body: object): Promise<void> {
  const { status } = await spine.app.as('ana')('PUT', '/api/settings/inbox', { body })
  assert.equal(status, 200)
}

let count = 0
const somebody = () =>
  spine.sandbox.customers.create({ name: `Cliente ${++count}`, phone: `+55119${50000000 + count}` })
const write = (id: string, text: string) => spine.sandbox.customers.write(id, { number: spine.number, text })
const greetings = (id: string) =>
  spine.sandbox.customers.thread(id, spine.number).data.filter(({ direction }) => direction === 'out').length

const waits = (id: string) =>
  until(
    'the conversation waits for a person',
    async () => (await spine.conversationOf(id)).status === 'queued',
  )

test('who writes for the first time is greeted once, and waits for a person', async () => {
  const { id } = somebody()
  await write(id, 'Oi')
  await waits(id)
  await until('the greeting arrives', () => greetings(id) === 1)
  await write(id, 'Tem alguém aí?')
  await spine.sandbox.settled()
  await spine.app.idle()
  assert.equal(greetings(id), 1)
})

test('a burst is answered once, after a moment of silence', async () => {
  await settings({ silenceMs: 400 })
  const { id } = somebody()
  for (const text of ['Oi', 'bom dia', 'quanto custa?']) await write(id, text)
  await waits(id)
  await until('the greeting arrives', () => greetings(id) === 1)
  const thread = spine.sandbox.customers.thread(id, spine.number).data
  assert.equal(thread.at(-1)?.direction, 'out', 'after everything that was said')
  assert.equal(thread.length, 4)
})

test('whom a person answers is not talked over', async () => {
  await settings({ silenceMs: 1500 })
  const { id } = somebody()
  await write(id, 'Oi')
  const { id: conversation } = await spine.conversationOf(id)
  const { status } = await spine.app.as('luisa')('POST', `/api/conversations/${conversation}/messages`, {
    body: { text: 'Oi, aqui é a Luísa' },
  })
  assert.equal(status, 201)
  await spine.app.idle()
  assert.equal((await spine.conversationOf(id)).status, 'open')
  assert.equal(greetings(id), 1)
})

test('nor whom somebody answers from the phone itself', async () => {
  await settings({ silenceMs: 1500 })
  const { id } = somebody()
  await write(id, 'Oi')
  await spine.conversationOf(id)
  spine.sandbox.echo(spine.number, id, 'Oi, estou no celular')
  await until('it is somebody’s', async () => (await spine.conversationOf(id)).status === 'open')
  await spine.app.idle()
  assert.equal(greetings(id), 1, 'only what was typed on the phone')
  const [echo] = await spine.rows<{ author: string; status: string }>(
    `select author, status from messages where text = 'Oi, estou no celular'`,
  )
  assert.deepEqual(
    [echo?.author, ['sent', 'delivered', 'read'].includes(echo?.status ?? '')],
    ['operator', true],
  )
})

test('without a greeting nothing is said', async () => {
  await settings({ greeting: '' })
  const { id } = somebody()
  await write(id, 'Oi')
  await waits(id)
  await spine.app.idle()
  assert.equal(greetings(id), 0)
})

test('somebody who may not be greeted still gets to a person', async () => {
  await settings({ silenceMs: 1200 })
  const { id } = somebody()
  await write(id, 'Oi')
  const { id: conversation } = await spine.conversationOf(id)
  await spine.rows(
    `update contacts set blocked_at = now() where id = (select contact_id from conversations where id = $1)`,
    [conversation],
  )
  await waits(id)
  assert.equal(greetings(id), 0)
})

test('what a colleague who was removed had waits for somebody again', async () => {
  const { id } = somebody()
  await write(id, 'Oi')
  await waits(id)
  const { id: conversation } = await spine.conversationOf(id)
  const ana = spine.app.as('ana')
  const { davi } = spine.app.people
  assert.equal(
    (await ana('PUT', `/api/conversations/${conversation}/assign`, { body: { operatorId: davi.id } })).status,
    200,
  )
  assert.equal((await ana('DELETE', `/api/operators/${davi.id}`)).status, 204)
  await waits(id)
})

test('who was left undecided is looked at again', async () => {
  const { id } = somebody()
  await write(id, 'Oi')
  await waits(id)
  const { id: conversation } = await spine.conversationOf(id)
  await spine.rows(
    `update conversations set status = 'bot', last_in_at = now() - interval '10 minutes' where id = $1`,
    [conversation],
  )
  await spine.rows(`select graphile_worker.add_job('inbox.resume_turns', '{}')`)
  await waits(id)
})
