import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { testServer } from '#platform/http/test-server.ts'

const server = await testServer({
  env: { TRUST_PROXY: 'loopback' },
  routes: (http) =>
    http.get('/ip', {
      can: 'public',
      summary: 'See where it came from',
      reply: z.object({ ip: z.string() }),
      run: ({ origin }) => ({ ip: origin?.ip ?? '' }),
    }),
})
after(() => server.close())

const seen = async (forwarded: string) =>
  (await server.ask('GET', '/api/ip', { headers: { 'x-forwarded-for': forwarded } })).json.ip

test('what a proxy passes on is the address, when it is one', async () => {
  assert.equal(await seen('203.0.113.7'), '203.0.113.7')
  assert.equal(await seen('made up, 2001:db8::1'), '2001:db8::1')
  assert.equal(await seen('::ffff:203.0.113.7'), '203.0.113.7')
})

test('what is no address is never kept as one', async () => {
  for (const forwarded of ['somebody', '203.0.113.7, <b>', 'x'.repeat(5000)])
    assert.equal(await seen(forwarded), '127.0.0.1')
})
