import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressOf, type Document, documentOf, exampleBody, nameOf, nobody, routes } from '#test/api.ts'
import { type App, testApp } from '#test/app.ts'

type Expectation = {
  /** Makes something that is not Luísa's and says its id. */
  object: () => Promise<string>
  /** What Luísa, an agent, is answered; 200 only where everybody may see it. */
  agentSees: 200 | 403 | 404
  /** Shows that it is untouched. */
  stillThere: (id: string) => Promise<boolean>
}

let app: App
let document: Document
before(async () => {
  app = await testApp()
  document = await documentOf(app.request)
})
after(() => app?.close())

const colleague = {
  object: async () => app.people.davi.id,
  stillThere: async () => {
    const { status, body } = await app.as('davi')('GET', '/api/me')
    return status === 200 && String(body.name) === app.people.davi.name
  },
}

const invited = {
  object: async () => {
    const body = { name: 'Rui Paz', email: `rui-${Date.now()}@clinica.com.br` }
    return String((await app.as('ana')('POST', '/api/operators', { body })).body.id)
  },
  stillThere: async (id: string) =>
    String((await app.as('ana')('GET', `/api/operators/${id}`)).body.state) === 'invited',
}

const sessionOfColleague = {
  object: async () => String((await app.as('davi')('GET', '/api/sessions')).body.data?.[0]?.id),
  stillThere: async () => (await app.as('davi')('GET', '/api/me')).status === 200,
}

const apiKey = {
  object: async () => {
    const body = { name: 'ERP', scopes: ['operators:read'] }
    return String((await app.as('ana')('POST', '/api/api-keys', { body })).body.id)
  },
  stillThere: async (id: string) => {
    const { body } = await app.as('ana')<{ data: { id: string; revokedAt: string | null }[] }>(
      'GET',
      '/api/api-keys',
    )
    return body.data.some((key) => key.id === id && key.revokedAt === null)
  },
}

const job = {
  object: async () => {
    const { rows } = await app.database.pool.query(
      "select id::text from graphile_worker.add_job('test.theirs', '{}')",
    )
    return String(rows[0]?.id)
  },
  stillThere: async (id: string) => {
    const { rows } = await app.database.pool.query(
      'select attempts from graphile_worker.jobs where id = $1',
      [id],
    )
    return rows.length === 1 && rows[0]?.attempts === 0
  },
}

/** Every route with an id in it has a line here. A new one without a line fails below. */
const expectations: Record<string, Expectation> = {
  'GET /operators/:id': { ...colleague, agentSees: 200 },
  'PUT /operators/:id': { ...colleague, agentSees: 403 },
  'DELETE /operators/:id': { ...colleague, agentSees: 403 },
  'POST /operators/:id/invitation': { ...invited, agentSees: 403 },
  'POST /operators/:id/password-reset': { ...colleague, agentSees: 403 },
  'DELETE /operators/:id/lock': { ...colleague, agentSees: 403 },
  'DELETE /operators/:id/second-factor': { ...colleague, agentSees: 403 },
  'DELETE /sessions/:id': { ...sessionOfColleague, agentSees: 404 },
  'DELETE /api-keys/:id': { ...apiKey, agentSees: 403 },
  'POST /queues/jobs/:id/retry': { ...job, agentSees: 403 },
  'DELETE /queues/jobs/:id': { ...job, agentSees: 403 },
}

const withId = routes.filter(({ path }) => path.includes(':'))

test('every route with an id says what an agent sees of what is not theirs', () => {
  assert.deepEqual(withId.map(nameOf).sort(), Object.keys(expectations).sort())
})

for (const route of withId) {
  test(`${nameOf(route)} with somebody else's id`, async () => {
    const expectation = expectations[nameOf(route)]
    assert.ok(expectation, 'there is no line for it')
    const { object, agentSees, stillThere } = expectation
    const id = await object()
    assert.ok(await stillThere(id), 'otherwise there is nothing to be kept from')
    const body = route.body === undefined ? {} : { body: exampleBody(document, route) }
    const { status, text } = await app.as('luisa')(route.method, addressOf(route, id), body)
    assert.equal(status, agentSees, text)
    assert.ok(await stillThere(id))
    // What is refused looks the same whether it exists or not.
    if (agentSees === 200) return
    const other = await app.as('luisa')(route.method, addressOf(route, nobody), body)
    assert.equal(other.status, agentSees)
  })
}

test('of a colleague an agent sees the name and the presence, and no address', async () => {
  const { davi } = app.people
  const { body } = await app.as('luisa')<Record<string, unknown>>('GET', `/api/operators/${davi.id}`)
  assert.deepEqual(Object.keys(body).sort(), ['id', 'name', 'presence', 'role', 'state'])
  const list = await app.as('luisa')('GET', '/api/operators')
  assert.ok(list.text.includes(davi.id))
  assert.ok(!list.text.includes(davi.email))
})

test('the owner, and who leads, may do what others may not', async () => {
  const session = await sessionOfColleague.object()
  assert.equal((await app.as('davi')('DELETE', `/api/sessions/${session}`)).status, 204)
  const key = await apiKey.object()
  assert.equal((await app.as('ana')('DELETE', `/api/api-keys/${key}`)).status, 204)
  assert.equal((await app.as('marcos')('DELETE', `/api/queues/jobs/${await job.object()}`)).status, 204)
})
