import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nothing } from '#contract/common.ts'
import { type TestServer, testServer } from '#platform/http/test-server.ts'

async function withServer(
  env: Record<string, string>,
  work: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await testServer({
    env,
    routes: (http) => http.put('/thing', { can: 'public', summary: 'Put', reply: Nothing, run: () => {} }),
  })
  try {
    await work(server)
  } finally {
    await server.close()
  }
}

test('answers of the API are kept nowhere and can do nothing as a document', () =>
  withServer({}, async (server) => {
    for (const path of ['/api/health', '/api/v1/nowhere', '/api/openapi.json']) {
      const { headers } = await server.ask('GET', path)
      assert.equal(headers.get('cache-control'), 'no-store', path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(
        headers.get('content-security-policy'),
        "default-src 'none';frame-ancestors 'none';sandbox",
      )
      assert.match(headers.get('x-request-id') ?? '', /^[\da-f-]{36}$/)
      assert.equal(headers.get('strict-transport-security'), null)
      assert.equal(headers.get('access-control-allow-origin'), null)
    }
  }))

test('pages load nothing from elsewhere and are framed by nobody', () =>
  withServer({ PUBLIC_URL: 'https://prosa.example' }, async (server) => {
    const { headers } = await server.ask('GET', '/docs')
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'self'/)
    assert.match(policy, /script-src 'self';/)
    assert.match(policy, /connect-src 'self' wss:\/\/prosa\.example;/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe|https?:\/\//)
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
    assert.match(headers.get('strict-transport-security') ?? '', /^max-age=31536000/)
    assert.match(
      (await server.ask('GET', '/api/health')).headers.get('strict-transport-security') ?? '',
      /^max-age/,
    )
  }))

const preflight = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-api-key' }

test('the origins that are named may call, with their visitors’ sessions', () =>
  withServer({ CORS_ORIGINS: 'https://panel.example,https://other.example' }, async (server) => {
    const { status, headers } = await server.ask('OPTIONS', '/api/thing', {
      headers: { origin: 'https://panel.example', ...preflight },
    })
    assert.equal(status, 204)
    assert.equal(headers.get('access-control-allow-origin'), 'https://panel.example')
    assert.equal(headers.get('access-control-allow-credentials'), 'true')
    assert.match(headers.get('access-control-allow-methods') ?? '', /PUT/)
    assert.match(headers.get('vary') ?? '', /Origin/)
    const refused = await server.ask('GET', '/api/nowhere', { headers: { origin: 'https://panel.example' } })
    assert.equal(refused.headers.get('access-control-allow-origin'), 'https://panel.example')
    const evil = await server.ask('GET', '/api/health', { headers: { origin: 'https://evil.example' } })
    assert.equal(evil.headers.get('access-control-allow-origin'), null)
  }))

test('where every origin may call, none may with a session', () =>
  withServer({}, async ({ deps }) => {
    const open = await testServer({ deps: { config: { ...deps.config, corsOrigins: ['*'] } } })
    try {
      const { headers } = await open.ask('GET', '/api/health', { headers: { origin: 'https://any.example' } })
      assert.equal(headers.get('access-control-allow-origin'), '*')
      assert.equal(headers.get('access-control-allow-credentials'), null)
    } finally {
      await open.close()
    }
  }))
