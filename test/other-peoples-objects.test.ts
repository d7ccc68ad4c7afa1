import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { statusOf } from '#platform/http/openapi/describe.ts'
import {
  addressOf,
  type Document,
  documentOf,
  exampleBody,
  type Ids,
  nameOf,
  nobody,
  routes,
} from '#test/api.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { davisPicture, davisTalk, say } from './other-peoples-objects/inbox.ts'
import { env, linesOf } from './other-peoples-objects/index.ts'
import type { Line, Lines } from './other-peoples-objects/line.ts'

let app: App
let document: Document
let lines: Lines
before(async () => {
  app = await testApp({ env })
  document = await documentOf(app.request)
  lines = linesOf(app)
})
after(() => app?.close())

type Route = (typeof routes)[number]
const withId = routes.filter(({ path }) => path.includes(':'))

test('every route with an id says what an agent sees of what is not theirs', () => {
  assert.deepEqual(withId.map(nameOf).sort(), Object.keys(lines).sort())
})

for (const route of withId) {
  test(`${nameOf(route)} with somebody else's id`, async () => {
    const line = lines[nameOf(route)]
    assert.ok(line, 'there is no line for it')
    const ids = await line.object()
    const before = await seen(line, ids)
    const sent = await bodyOf(route, line, ids)
    const { status, text, body } = await ask('luisa', route, ids, sent)
    assert.equal(status, line.agentSees, text)
    if (line.agentSees === 200) return
    assert.deepEqual(await seen(line, ids), before, 'it has changed')
    // What is refused looks the same whether it exists or not.
    const other = await ask('luisa', route, nobody, sent)
    assert.deepEqual([other.status, reasonIn(other)], [status, reasonIn({ body })])
    const done = await ask(line.may ?? 'ana', route, ids, sent)
    assert.equal(done.status, line.answers ?? statusOf(route), done.text)
  })
}

const ask = (who: PersonName, route: Route, ids: Ids, sent: object) =>
  app.as(who)(route.method, addressOf(route, ids), sent)

async function bodyOf(route: Route, { body }: Line, ids: Ids): Promise<{ body?: unknown }> {
  if (route.body === undefined) return {}
  return { body: body ? await body(ids) : exampleBody(document, route) }
}

async function seen({ look }: Line, ids: Ids): Promise<unknown> {
  const { status, body, text } = await look(ids)
  assert.equal(status, 200, text)
  assert.ok(body, 'it is not there')
  return body
}

const reasonIn = ({ body }: { body: Record<string, unknown> }) => ({ code: body.code, detail: body.detail })

test('of a colleague an agent sees the name and the presence, and no address', async () => {
  const { davi } = app.people
  const { body } = await app.as('luisa')<Record<string, unknown>>('GET', `/api/operators/${davi.id}`)
  assert.deepEqual(Object.keys(body).sort(), ['id', 'name', 'presence', 'role', 'state'])
  const list = await app.as('luisa')('GET', '/api/operators')
  assert.ok(list.text.includes(davi.id))
  assert.ok(!list.text.includes(davi.email))
})

test('no list shows an agent anything of a conversation that a colleague has, nor counts it', async () => {
  const counted = async (who: PersonName) => (await app.as(who)('GET', '/api/conversations/stats')).body
  const before = { davi: await counted('davi'), luisa: await counted('luisa') }
  const talk = await davisTalk(app)
  const secrets = [talk.id, await say(app, talk, { text: 'Segredo de Davi' }), 'Segredo de Davi']
  const told = async (who: PersonName) => {
    const replies = await Promise.all(lists.map((route) => app.as(who)('GET', addressOf(route))))
    const text = replies.map((reply) => reply.text).join('\n')
    return secrets.filter((secret) => text.includes(secret))
  }
  assert.deepEqual(await told('davi'), secrets)
  assert.deepEqual(await told('luisa'), [])
  assert.notDeepEqual(await counted('davi'), before.davi)
  assert.deepEqual(await counted('luisa'), before.luisa)
  const { body: filtered } = await app.as('luisa')(
    'GET',
    `/api/conversations?contactId=${talk.contactId}&operatorId=${app.people.davi.id}`,
  )
  assert.deepEqual(filtered, { data: [], next: null })
})
const lists = routes.filter(
  ({ method, path, spec }) => method === 'GET' && !path.includes(':') && !spec.produces,
)

test("a colleague's file, message and conversation are no more reachable from a body than from an address", async () => {
  const [theirs, talk] = [await davisTalk(app), await davisTalk(app)]
  const picture = await davisPicture(app)
  const said = await app.as('davi')('GET', `/api/conversations/${theirs.id}`)
  const message = String(said.body.messages?.[0]?.id)
  await app.as('davi')('PUT', `/api/conversations/${talk.id}/assign`, {
    body: { operatorId: app.people.luisa.id },
  })
  const send = (body: unknown) => app.as('luisa')('POST', `/api/conversations/${talk.id}/messages`, { body })
  const refusals = [
    await send({ type: 'image', media: { id: picture } }),
    await send({ text: 'Sim', replyTo: message }),
    await send({ type: 'reaction', reaction: { messageId: message, emoji: '👍' } }),
  ]
  assert.deepEqual(
    refusals.map(({ status }) => status),
    [422, 422, 422],
  )
  const { contactId, numberId } = theirs
  const started = await app.as('luisa')('POST', '/api/conversations', { body: { contactId, numberId } })
  assert.equal(started.status, 409, started.text)
  assert.ok(!started.text.includes(theirs.id))
  assert.equal((await send({ text: 'Sim' })).status, 201, 'the conversation is hers')
})
