import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nothing } from '#contract/common.ts'
import type { Http } from '#platform/http/route.ts'
import { type Ask, type TestServer, testServer } from '#platform/http/test-server.ts'

function routes(http: Http): void {
  http.get('/known', { can: 'signed-in', summary: 'Read', reply: Nothing, run: () => {} })
  http.post('/known', { can: 'signed-in', summary: 'Write', reply: Nothing, run: () => {} })
  http.get('/public', { can: 'public', summary: 'Look', reply: Nothing, run: () => {} })
  http.post('/public', { can: 'public', summary: 'Speak', reply: Nothing, run: () => {} })
  http.post('/webhook', { can: 'public', summary: 'Land', limit: 'none', reply: Nothing, run: () => {} })
  http.get('/export/:id', {
    can: 'signed-in',
    summary: 'Export',
    limit: { max: 2, perSeconds: 3600 },
    reply: Nothing,
    run: () => {},
  })
  http.get('/import', {
    can: 'signed-in',
    summary: 'Import',
    limit: { max: 2, perSeconds: 3600 },
    reply: Nothing,
    run: () => {},
  })
}
const rate = { signedIn: 6, anonymousSafe: 5, anonymousUnsafe: 3, refusedCredentials: 2 }

async function withServer(
  env: Record<string, string>,
  work: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await testServer({ routes, rate, env })
  try {
    await work(server)
  } finally {
    await server.close()
  }
}

/** How many are let through, one after the other. */
async function allowed(
  ask: Ask,
  method: string,
  paths: string[],
  headers: (n: number) => Record<string, string> = () => ({}),
) {
  for (let count = 0; count < 20; count++) {
    const answer = await ask(method, paths[count % paths.length] ?? '', { headers: headers(count) })
    if (answer.status !== 429) continue
    assert.equal(answer.json.code, 'too_many_requests')
    const seconds = Number(answer.headers.get('retry-after'))
    assert.ok(seconds >= 1 && seconds <= 3600, `retry after ${seconds} s`)
    return count
  }
  return Number.POSITIVE_INFINITY
}

test('each person has an allowance, whichever way they go', () =>
  withServer({}, async (server) => {
    assert.equal(await allowed(server.as('ana'), 'GET', ['/api/known', '/api/v1/known', '/api/public']), 6)
    assert.equal((await server.as('ana')('POST', '/api/known')).status, 429)
    assert.equal((await server.as('luisa')('GET', '/api/known')).status, 204)
  }))

test('nobody in particular has one per address, smaller for what changes things', () =>
  withServer({}, async (server) => {
    assert.equal(await allowed(server.ask, 'POST', ['/api/public', '/api/v1/public']), 3)
    assert.equal(await allowed(server.ask, 'GET', ['/api/public']), 5)
    assert.equal((await server.as('ana')('POST', '/api/public')).status, 204)
  }))

test('guessing keys has one of its own', () =>
  withServer({}, async (server) => {
    assert.equal(await allowed(server.ask, 'GET', ['/api/known'], (n) => ({ 'x-api-key': `guess-${n}` })), 2)
    assert.equal((await server.ask('POST', '/api/public')).status, 204)
    assert.equal((await server.as('ana')('GET', '/api/known')).status, 204)
  }))

test('a route may be tighter, for all its addresses together and no other route', () =>
  withServer({}, async (server) => {
    assert.equal(await allowed(server.as('ana'), 'GET', ['/api/export/1', '/api/v1/export/2']), 2)
    assert.equal((await server.as('ana')('GET', '/api/import')).status, 204)
    assert.equal((await server.as('luisa')('GET', '/api/export/1')).status, 204)
  }))

test('health, metrics and what providers send are not limited', () =>
  withServer({}, async (server) => {
    for (const path of ['/health', '/api/health', '/api/v1/health', '/metrics'])
      assert.equal(await allowed(server.ask, 'GET', [path]), Number.POSITIVE_INFINITY, path)
    assert.equal(await allowed(server.ask, 'POST', ['/api/webhook']), Number.POSITIVE_INFINITY)
  }))

test('who has one IPv6 address has them all', () =>
  withServer({ TRUST_PROXY: 'loopback' }, async (server) => {
    const from = (address: (n: number) => string) => (n: number) => ({ 'x-forwarded-for': address(n) })
    assert.equal(
      await allowed(
        server.ask,
        'POST',
        ['/api/public'],
        from((n) => `2001:db8:1:2:${n}::${n}`),
      ),
      3,
    )
    assert.equal(
      (await server.ask('POST', '/api/public', { headers: { 'x-forwarded-for': '2001:db8:1:3::1' } })).status,
      204,
    )
    assert.equal(
      await allowed(
        server.ask,
        'POST',
        ['/api/public'],
        from((n) => `::ffff:10.1.2.${n % 1}`),
      ),
      3,
    )
    assert.equal(
      (await server.ask('POST', '/api/public', { headers: { 'x-forwarded-for': '10.1.2.0' } })).status,
      429,
    )
    assert.equal(
      await allowed(
        server.ask,
        'POST',
        ['/api/public'],
        from((n) => `10.9.0.${n}`),
      ),
      Number.POSITIVE_INFINITY,
    )
  }))

test('an address is not believed without a trusted proxy', () =>
  withServer({}, async (server) => {
    assert.equal(
      await allowed(server.ask, 'POST', ['/api/public'], (n) => ({ 'x-forwarded-for': `10.9.0.${n}` })),
      3,
    )
  }))

test('while Redis is away each process counts for itself', () =>
  withServer({ REDIS_URL: 'redis://127.0.0.1:1' }, async (server) => {
    assert.equal(await allowed(server.as('ana'), 'GET', ['/api/known']), 6)
    const { json } = await server.ask('GET', '/api/health')
    assert.deepEqual(json.components, {
      ...Object(json.components),
      redis: { ok: false, error: 'Not working; the log says why.' },
    })
  }))
