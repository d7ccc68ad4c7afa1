import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'

let app: App
before(async () => {
  // From a network each, or the limit per network would end the flood before it reaches anything.
  app = await testApp({ env: { TRUST_PROXY: '127.0.0.1' } })
})
after(() => app.close())

test('two hundred sign-ins at once are answered or turned away, and everybody else goes on working', async () => {
  const attempts = Array.from({ length: 200 }, (_, n) =>
    app.request('POST', '/api/auth/sign-in', {
      body: { email: `pessoa${n}@clinica.com.br`, password: 'errada errada' },
      headers: { 'x-forwarded-for': `203.0.113.${n}` },
    }),
  )
  const meanwhile = await Promise.all(Array.from({ length: 20 }, () => app.as('luisa')('GET', '/api/me')))
  assert.ok(meanwhile.every(({ status }) => status === 200))
  const answers = await Promise.all(attempts)
  const counted = Map.groupBy(answers, ({ status }) => status)
  // How many are turned away depends on how fast they come; passwords/hash.test.ts has the bound.
  assert.deepEqual(
    [...counted.keys()].filter((status) => status !== 401 && status !== 429),
    [],
  )
  for (const { headers, body } of counted.get(429) ?? []) {
    assert.ok(Number(headers.get('retry-after')) > 0)
    assert.equal(body.code, 'too_many_requests')
  }
  const { email, password } = app.people.luisa
  assert.equal((await app.request('POST', '/api/auth/sign-in', { body: { email, password } })).status, 200)
})
