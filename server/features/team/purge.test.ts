import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TOTP } from 'otpauth'
import { type App, testApp } from '#test/app.ts'
import { jobs } from './jobs.ts'

let app: App
before(async () => {
  app = await testApp()
  app.clock.set('2026-11-20T14:30:00Z')
})
after(() => app.close())

const tables = ['sign_in_failures', 'sign_in_challenges', 'one_time_links'] as const
const countRows = async () => {
  const counts = await Promise.all(
    tables.map((table) =>
      app.database.pool.query<{ count: number }>(`select count(*)::int as count from ${table}`),
    ),
  )
  return counts.map(({ rows }) => rows[0]?.count)
}
const purge = () =>
  jobs
    .find(({ name }) => name === 'team.purge')
    ?.perform(app.ctx(), {}, { signal: AbortSignal.timeout(10_000), attempt: 1, lastAttempt: false })

test('what has run out is purged, and nothing that still counts', async () => {
  const { email, password } = app.people.davi
  const setup = await app.as('davi')('POST', '/api/me/second-factor', { body: { password } })
  const code = new TOTP({ secret: String(setup.body.secret) }).generate({
    timestamp: app.clock.now().getTime(),
  })
  assert.equal((await app.as('davi')('PUT', '/api/me/second-factor', { body: { code } })).status, 200)
  // A link, a challenge, and failures: in that order, because a challenge clears nothing.
  assert.equal(
    (await app.as('ana')('POST', `/api/operators/${app.people.luisa.id}/password-reset`)).status,
    201,
  )
  const signIn = (secret: string) =>
    app.request('POST', '/api/auth/sign-in', { body: { email, password: secret } })
  assert.equal((await signIn(password)).body.status, 'second_factor_required')
  assert.equal((await signIn('errada errada')).status, 401)
  assert.deepEqual(await countRows(), [1, 1, 1])
  await purge()
  assert.deepEqual(await countRows(), [1, 1, 1])
  app.clock.advance(6 * 60_000)
  await purge()
  assert.deepEqual(await countRows(), [1, 0, 1])
  app.clock.advance(24 * 3_600_000)
  await purge()
  assert.deepEqual(await countRows(), [0, 0, 1])
  app.clock.advance(24 * 3_600_000)
  await purge()
  assert.deepEqual(await countRows(), [0, 0, 0])
})
