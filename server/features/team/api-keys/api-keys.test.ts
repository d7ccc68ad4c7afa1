import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allPermissions } from '#contract/permissions.ts'
import type { ApiKey, CreatedApiKey } from '#contract/team.ts'
import { type App, testApp } from '#test/app.ts'

let app: App
const fixed = 'uma-chave-fixa-do-ambiente'
before(async () => {
  app = await testApp({ env: { API_KEY: fixed } })
})
after(() => app.close())

const create = async (body: object) => {
  const reply = await app.as('ana')<CreatedApiKey>('POST', '/api/api-keys', {
    body: { name: 'ERP', ...body },
  })
  assert.equal(reply.status, 201)
  return reply.body
}
const withKey = (key: string) => ({ headers: { 'x-api-key': key } })
const refusals = async (id: string) =>
  (
    await app.database.pool.query<{ reason: string }>(
      `select details->>'reason' as reason from audit_entries where name = 'api_key.refused' and subject_id = $1`,
      [id],
    )
  ).rows.map(({ reason }) => reason)

test('the key is shown once, and opens by either header', async () => {
  const { key, id, prefix } = await create({ scopes: ['operators:read'] })
  assert.match(key, /^prosa_[0-9A-Za-z]{40}$/)
  assert.ok(key.startsWith(prefix))
  for (const headers of [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }])
    assert.equal((await app.request('GET', '/api/operators', { headers })).status, 200)
  const { status, body, text } = await app.as('ana')<{ data: ApiKey[] }>('GET', '/api/api-keys')
  assert.equal(status, 200)
  const listed = body.data.find((one) => one.id === id)
  assert.deepEqual([listed?.scopes, listed?.createdBy], [['operators:read'], app.people.ana.id])
  assert.ok(listed?.lastUsedAt)
  assert.ok(!text.includes(key))
})

test('a key does what its scopes say and nothing else', async () => {
  const { key } = await create({ scopes: ['settings:read'] })
  assert.equal((await app.request('GET', '/api/settings/security', withKey(key))).status, 200)
  assert.equal((await app.request('GET', '/api/operators', withKey(key))).status, 403)
  const patch = { ...withKey(key), body: { lockMinutes: 30 } }
  assert.equal((await app.request('PUT', '/api/settings/security', patch)).status, 403)
})

test('a preset for what only reads', async () => {
  const { key, scopes } = await create({ preset: 'read' })
  assert.ok(scopes.length > 3 && scopes.every((scope) => scope.includes(':read')))
  assert.equal((await app.request('GET', '/api/operators', withKey(key))).status, 200)
  const person = { name: 'Rui', email: 'rui@clinica.com.br' }
  assert.equal((await app.request('POST', '/api/operators', { ...withKey(key), body: person })).status, 403)
})

test('a key knows itself, but has no profile, sessions or second factor', async () => {
  const { key, id } = await create({ preset: 'full' })
  const me = await app.request('GET', '/api/me', withKey(key))
  assert.deepEqual([me.status, me.body.kind, me.body.id, me.body.name], [200, 'api_key', id, 'ERP'])
  assert.equal((await app.request('GET', '/api/sessions', withKey(key))).status, 403)
  const patch = { ...withKey(key), body: { name: 'Outra' } }
  assert.equal((await app.request('PATCH', '/api/me', patch)).body.code, 'people_only')
})

test('a key cannot make a stronger one', async () => {
  const { key } = await create({ scopes: ['api-keys:create', 'operators:read'] })
  const ask = (body: object) =>
    app.request('POST', '/api/api-keys', { ...withKey(key), body: { name: 'Outra', ...body } })
  assert.equal((await ask({ scopes: ['operators:read'] })).status, 201)
  const { status, body } = await ask({ preset: 'full' })
  assert.deepEqual([status, body.errors?.[0]?.code], [422, 'beyond_own_permissions'])
})

test('a key made with a key does not outlive it', async () => {
  const expiresAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString()
  const { key } = await create({ scopes: ['api-keys:create'], expiresAt })
  const scopes = ['api-keys:create']
  for (const body of [
    { name: 'without an end', scopes },
    { name: 'with a later one', scopes, expiresAt: '2099-01-01T00:00:00.000Z' },
  ]) {
    const made = await app.request<CreatedApiKey>('POST', '/api/api-keys', { body, ...withKey(key) })
    assert.deepEqual([made.status, made.body.expiresAt], [201, expiresAt])
  }
})

test('a key that manages the team cannot become an administrator', async () => {
  const { key } = await create({ scopes: ['operators:create', 'operators:update'] })
  const ask = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    app.request(method, `/api${path}`, { ...withKey(key), ...(body && { body }) })
  const { ana, luisa } = app.people
  const wanted = { name: 'Rui', email: 'rui.faria@clinica.com.br', password: 'oito tambores na rua' }
  const invited = await app.as('ana')('POST', '/api/operators', {
    body: { name: 'Bia', email: 'bia@clinica.com.br', role: 'admin' },
  })
  const refused = await Promise.all([
    ask('POST', '/operators', { ...wanted, role: 'admin' }),
    ask('POST', '/operators', { ...wanted, role: 'manager' }),
    ask('POST', '/auth/signup', { ...wanted, role: 'admin' }),
    ask('PUT', `/operators/${luisa.id}`, { role: 'admin' }),
    ask('PUT', `/operators/${ana.id}`, { email: 'mine@example.com' }),
    ask('PUT', `/operators/${ana.id}`, { role: 'agent' }),
    ask('POST', `/operators/${ana.id}/password-reset`),
    ask('POST', `/operators/${invited.body.id}/invitation`),
    ask('DELETE', `/operators/${ana.id}/second-factor`),
  ])
  assert.deepEqual(
    refused.map(({ status }) => status),
    refused.map(() => 403),
  )
  assert.equal((await ask('POST', '/operators', wanted)).status, 201)
  assert.equal((await ask('PUT', `/operators/${luisa.id}`, { capacity: 3, role: 'agent' })).status, 200)
  assert.equal((await ask('PUT', `/operators/${ana.id}`, { presence: 'away' })).status, 200)
})

test('a revoked key is refused at once; the log says so, but not every time', async () => {
  const { key, id } = await create({ preset: 'read' })
  assert.equal((await app.request('GET', '/api/operators', withKey(key))).status, 200)
  assert.equal((await app.as('ana')('DELETE', `/api/api-keys/${id}`)).status, 204)
  for (let n = 0; n < 5; n++)
    assert.equal((await app.request('GET', '/api/operators', withKey(key))).status, 401)
  assert.deepEqual(await refusals(id), ['revoked'])
  assert.equal((await app.as('ana')('DELETE', `/api/api-keys/${id}`)).status, 404)
})

test('a key ends when it was said to', async () => {
  const past = await app.as('ana')('POST', '/api/api-keys', {
    body: { name: 'ERP', preset: 'read', expiresAt: new Date(app.clock.now().getTime() - 1).toISOString() },
  })
  assert.equal(past.status, 422)
  const expiresAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString()
  const { key, id } = await create({ preset: 'read', expiresAt })
  assert.equal((await app.request('GET', '/api/operators', withKey(key))).status, 200)
  app.clock.advance(3_600_001)
  assert.equal((await app.request('GET', '/api/operators', withKey(key))).status, 401)
  assert.deepEqual(await refusals(id), ['expired'])
})

test('only administrators have to do with keys', async () => {
  const { id } = await create({ preset: 'read' })
  for (const name of ['marcos', 'luisa'] as const) {
    assert.equal((await app.as(name)('GET', '/api/api-keys')).status, 403)
    assert.equal(
      (await app.as(name)('POST', '/api/api-keys', { body: { name: 'X', preset: 'read' } })).status,
      403,
    )
    assert.equal((await app.as(name)('DELETE', `/api/api-keys/${id}`)).status, 403)
  }
})

test('needs scopes or a preset, and scopes that exist', async () => {
  for (const body of [
    {},
    { scopes: [] },
    { scopes: ['everything'] },
    { preset: 'read', scopes: ['operators:read'] },
  ]) {
    const { status } = await app.as('ana')('POST', '/api/api-keys', { body: { name: 'ERP', ...body } })
    assert.equal(status, 422, JSON.stringify(body))
  }
})

test('the list is paged', async () => {
  for (let n = 0; n < 3; n++) await create({ preset: 'read' })
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const path: string = `/api/api-keys?limit=2${next && `&after=${next}`}`
    const { body } = await app.as('ana')<{ data: ApiKey[]; next: string | null }>('GET', path)
    seen.push(...body.data.map(({ id }) => id))
    next = body.next
  }
  assert.ok(seen.length > 4)
  assert.deepEqual(seen, [...new Set(seen)].sort().reverse())
})

test('the key of the environment may do everything, is listed nowhere, and near misses are refused', async () => {
  const me = await app.request('GET', '/api/me', withKey(fixed))
  assert.deepEqual([me.body.id, me.body.name], ['env', 'API_KEY'])
  assert.deepEqual(me.body.permissions, allPermissions)
  const bearer = { headers: { authorization: `Bearer ${fixed}` } }
  const list = await app.request('GET', '/api/api-keys', bearer)
  assert.equal(list.status, 200)
  assert.ok(!list.text.includes(fixed))
  for (const wrong of [fixed.slice(1), `${fixed}x`, fixed.toUpperCase(), 'prosa_unknown'])
    assert.equal((await app.request('GET', '/api/me', withKey(wrong))).status, 401)
})

test('behind a wrong key, a right cookie does not count', async () => {
  const headers = { cookie: app.people.ana.cookie, 'x-api-key': 'prosa_unknown' }
  assert.equal((await app.request('GET', '/api/me', { headers })).status, 401)
})
