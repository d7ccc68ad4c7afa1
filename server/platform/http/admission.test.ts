import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { Nothing } from '#contract/common.ts'
import { type Answer, testServer } from '#platform/http/test-server.ts'

const Me = z.object({ kind: z.string(), name: z.string(), ip: z.string(), userAgent: z.string() })

const server = await testServer({
  env: { CORS_ORIGINS: 'https://panel.example' },
  routes(http) {
    const me = { summary: 'See who asks', reply: Me }
    const whoAsks = ({
      actor,
      origin,
    }: {
      actor: { kind: string; name: string }
      origin?: { ip: string; userAgent: string }
    }) => ({
      kind: actor.kind,
      name: actor.name,
      ip: origin?.ip ?? '',
      userAgent: origin?.userAgent ?? '',
    })
    http.get('/public', { can: 'public', ...me, run: whoAsks })
    http.get('/known', { can: 'signed-in', ...me, run: whoAsks })
    http.post('/known', { can: 'signed-in', ...me, run: whoAsks })
    http.post('/administer', {
      can: 'operators:create',
      summary: 'Administer',
      body: z.object({ n: z.number() }),
      reply: Nothing,
      run: () => {},
    })
    http.post('/sign-in', {
      can: 'public',
      summary: 'Sign in',
      reply: Nothing,
      run: (_ctx, { reply }) => void reply.header('set-cookie', 'a=b'),
    })
    http.post('/embedded', { can: 'public', ...me, crossSite: 'allowed', run: whoAsks })
    http.post('/public', { can: 'public', ...me, run: whoAsks })
  },
})
after(() => server.close())

const cookie = { cookie: 'other=1; prosa_session_0=ana; more=2' }
const is = (answer: Answer, status: number, code?: string) =>
  assert.deepEqual([answer.status, answer.json.code], [status, code], answer.text)

test('a key, a token and a cookie each tell who asks', async () => {
  for (const headers of [
    { 'x-api-key': 'ana' },
    { authorization: 'Bearer ana' },
    { authorization: 'bearer  ana' },
    cookie,
  ]) {
    const answer = await server.ask('GET', '/api/known', { headers })
    assert.deepEqual([answer.status, answer.json.name], [200, 'Ana'], JSON.stringify(headers))
  }
  const answer = await server.ask('GET', '/api/v1/known', {
    headers: { ...cookie, 'user-agent': 'x'.repeat(5000) },
  })
  assert.equal(answer.json.ip, '127.0.0.1')
  assert.equal(String(answer.json.userAgent).length, 300)
})

test('nobody gets in without, or with something wrong', async () => {
  const none = await server.ask('GET', '/api/known')
  is(none, 401, 'unauthenticated')
  assert.equal(none.headers.get('www-authenticate'), 'Bearer realm="prosa"')
  const wrong = await server.ask('GET', '/api/known', { headers: { authorization: 'Bearer wrong' } })
  is(wrong, 401, 'unauthenticated')
  assert.match(wrong.headers.get('www-authenticate') ?? '', /error="invalid_token"/)
  // A wrong key is not made good by a right cookie, and a password of some proxy is not ours to judge.
  is(
    await server.ask('GET', '/api/known', { headers: { ...cookie, 'x-api-key': 'wrong' } }),
    401,
    'unauthenticated',
  )
  is(await server.ask('GET', '/api/known', { headers: { 'x-api-key': '' } }), 401, 'unauthenticated')
  is(await server.ask('GET', '/api/known', { headers: { ...cookie, authorization: 'Basic YTpi' } }), 200)
})

test('keys and tokens in the address are not read', async () => {
  is(await server.ask('GET', '/api/known?apiKey=ana&token=ana'), 401, 'unauthenticated')
})

test('a public route takes everybody, and whom it knows by name', async () => {
  const nameOf = async (headers: Record<string, string>) =>
    (await server.ask('GET', '/api/public', { headers })).json.name
  assert.equal(await nameOf({}), 'anonymous')
  assert.equal(await nameOf({ 'x-api-key': 'wrong' }), 'anonymous')
  assert.equal(await nameOf({ 'x-api-key': 'ana' }), 'Ana')
})

test('who may not is told so before the body is looked at', async () => {
  const body = { body: '{"n":', headers: { 'content-type': 'application/json' } }
  is(await server.ask('POST', '/api/administer', body), 401, 'unauthenticated')
  is(await server.as('luisa')('POST', '/api/administer', body), 403, 'forbidden')
  is(await server.as('ana')('POST', '/api/administer', body), 400, 'bad_json')
  is(await server.as('ana')('POST', '/api/administer', { json: { n: 1 } }), 204)
})

const own = server.url
const post = (path: string, headers: Record<string, string>) => server.ask('POST', path, { headers })

test('with a cookie, only our own pages change things', async () => {
  const refused = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'nonsense' },
    { origin: 'https://panel.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: own },
  ]
  for (const headers of refused) is(await post('/api/known', { ...cookie, ...headers }), 403, 'cross_site')
  for (const headers of [{ origin: own }, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }])
    is(await post('/api/known', { ...cookie, ...headers }), 200)
  is(await server.ask('GET', '/api/known', { headers: { ...cookie, 'sec-fetch-site': 'cross-site' } }), 200)
})

test('keys and tokens are sent on purpose, from wherever', async () => {
  for (const key of [{ 'x-api-key': 'ana' }, { authorization: 'Bearer ana' }])
    is(
      await post('/api/known', {
        ...key,
        ...cookie,
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      }),
      200,
    )
})

test('other pages sign nobody in, programs and friends do', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
    is(await post('/api/sign-in', headers), 403, 'cross_site')
  for (const headers of [
    {},
    { origin: own },
    { 'sec-fetch-site': 'cross-site', origin: 'https://panel.example' },
  ])
    is(await post('/api/sign-in', headers), 204)
})

test('where another site’s page may call, it does so as nobody', async () => {
  const nameOf = async (path: string, headers: Record<string, string>) => {
    const { status, json } = await post(path, { ...cookie, ...headers })
    return status === 200 ? json.name : json.code
  }
  const elsewhere = { origin: 'https://customer.example', 'sec-fetch-site': 'cross-site' }
  assert.equal(await nameOf('/api/embedded', elsewhere), 'anonymous')
  assert.equal(await nameOf('/api/public', { origin: 'https://panel.example' }), 'anonymous')
  assert.equal(await nameOf('/api/public', elsewhere), 'cross_site')
  for (const path of ['/api/embedded', '/api/public'])
    for (const here of [{ origin: own }, { 'sec-fetch-site': 'same-origin' }, {}])
      assert.equal(await nameOf(path, here), 'Ana')
})
