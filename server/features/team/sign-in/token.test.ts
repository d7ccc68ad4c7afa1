import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

const askToken = (form: Record<string, string>) => app.request('POST', '/api/v1/auth/token', { form })
const withToken = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const tokenOf = async (name: 'luisa' | 'davi') => {
  const { email, password } = app.people[name]
  return String((await askToken({ username: email, password })).body.access_token)
}

test('form fields earn a bearer token, as other systems expect it', async () => {
  const { email, password, id } = app.people.luisa
  const { status, body, headers } = await askToken({ username: email, password, grant_type: 'password' })
  assert.equal(status, 200)
  assert.equal(body.token_type, 'bearer')
  assert.equal(body.expires_in, 604_800)
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.equal(headers.get('set-cookie'), null)
  const me = await app.request('GET', '/api/me', withToken(String(body.access_token)))
  assert.equal(me.body.id, id)
  assert.equal(me.body.session?.kind, 'bearer')
})

test('wrong fields are refused with 401, and say no more than signing in does', async () => {
  const { status, body } = await askToken({ username: app.people.luisa.email, password: 'errada errada' })
  assert.deepEqual([status, body.code], [401, 'wrong_credentials'])
  const nobody = await askToken({ username: 'admin', password: 'errada errada' })
  assert.deepEqual([nobody.status, nobody.body.detail], [401, body.detail])
})

test('a token can be ended like any session', async () => {
  const token = await tokenOf('davi')
  const { body } = await app.request('GET', '/api/sessions', withToken(token))
  const sessions = Object.values(body.data ?? {})
  const bearer = sessions.find(({ kind }) => String(kind) === 'bearer')
  assert.ok(bearer)
  assert.equal((await app.as('davi')('DELETE', `/api/sessions/${bearer.id}`)).status, 204)
  assert.equal((await app.request('GET', '/api/operators', withToken(token))).status, 401)
})

test('a token is no cookie and a cookie no token', async () => {
  const [cookie] = app.people.luisa.cookies
  assert.ok(cookie)
  assert.equal((await app.request('GET', '/api/me', withToken(cookie.value))).status, 401)
  const token = await tokenOf('luisa')
  const asCookie = { headers: { cookie: `${cookie.name}=${token}` } }
  assert.equal((await app.request('GET', '/api/me', asCookie)).status, 401)
  assert.equal((await app.request('GET', '/api/me', withToken(token))).status, 200)
})

test('nothing in the database signs anybody in', async () => {
  const token = await tokenOf('luisa')
  const { body: created } = await app.as('ana')('POST', '/api/api-keys', {
    body: { name: 'ERP', preset: 'full' },
  })
  const reset = await app.as('ana')('POST', `/api/operators/${app.people.luisa.id}/password-reset`)
  const tokens = [
    token,
    app.people.luisa.cookies[0]?.value,
    String(created.key),
    String(reset.body.url).split('#')[1],
  ]
  const dump = await wholeDatabase()
  assert.ok(dump.includes(app.people.luisa.id), 'the dump has something in it')
  for (const secret of tokens) assert.ok(secret && !dump.includes(secret))
  const { rows } = await app.database.pool.query<{ hash: Buffer }>('select token_hash as hash from sessions')
  assert.ok(rows.length > 0)
  for (const spelling of ['hex', 'base64url', 'latin1'] as const)
    for (const { hash } of rows) {
      const stolen = withToken(hash.toString(spelling).replaceAll(/[^\x21-\x7e]/g, ''))
      assert.equal((await app.request('GET', '/api/me', stolen)).status, 401)
    }
})

async function wholeDatabase(): Promise<string> {
  const { rows: tables } = await app.database.pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  )
  const contents = await Promise.all(
    tables.map(({ name }) =>
      app.database.pool.query<{ row: string }>(`select t::text as row from ${name} t`),
    ),
  )
  return contents.flatMap(({ rows }) => rows.map(({ row }) => row)).join('\n')
}
