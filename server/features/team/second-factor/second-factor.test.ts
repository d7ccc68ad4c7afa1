import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TOTP } from 'otpauth'
import { type App, type PersonName, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp()
  app.clock.set('2026-11-20T14:30:00Z')
})
after(() => app.close())

const nextStep = () => app.clock.advance(30_000)
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: app.clock.now().getTime() + steps * 30_000 })

async function enrol(name: PersonName) {
  const { password } = app.people[name]
  const { status, body } = await app.as(name)('POST', '/api/me/second-factor', { body: { password } })
  assert.equal(status, 201)
  const secret = String(body.secret)
  const confirmed = await app.as(name)<{ recoveryCodes: string[] }>('PUT', '/api/me/second-factor', {
    body: { code: codeOf(secret) },
  })
  assert.equal(confirmed.status, 200)
  return { secret, uri: String(body.uri), recoveryCodes: confirmed.body.recoveryCodes }
}

async function challengeOf(name: PersonName) {
  const { email, password } = app.people[name]
  const { status, body, headers } = await app.request('POST', '/api/auth/sign-in', {
    body: { email, password },
  })
  assert.deepEqual([status, body.status], [200, 'second_factor_required'])
  assert.equal(headers.get('set-cookie'), null)
  return String(body.challenge)
}
const answer = (body: object) => app.request('POST', '/api/auth/second-factor', { body })

test('is set up with the password and one code, and asked for from then on', async () => {
  const wrong = await app.as('luisa')('POST', '/api/me/second-factor', {
    body: { password: 'errada errada' },
  })
  assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.code], [422, 'wrong_password'])
  const { secret, uri, recoveryCodes } = await enrol('luisa')
  assert.match(uri, /^otpauth:\/\/totp\//)
  assert.equal(new Set(recoveryCodes).size, 10)
  const me = (await app.as('luisa')('GET', '/api/me')).body
  assert.deepEqual([me.secondFactor, me.recoveryCodesLeft], [true, 10])
  nextStep()
  const { status, body, headers } = await answer({
    challenge: await challengeOf('luisa'),
    code: codeOf(secret),
  })
  assert.deepEqual([status, body.status], [200, 'signed_in'])
  assert.ok(headers.get('set-cookie'))
})

test('the secret is nowhere in clear, and neither are the recovery codes', async () => {
  const { secret, recoveryCodes } = await enrol('davi')
  const { rows } = await app.database.pool.query<{ dump: string }>(
    `select (select string_agg(p::text, '') from people p) || (select string_agg(r::text, '') from recovery_codes r) as dump`,
  )
  const dump = rows[0]?.dump ?? ''
  assert.ok(dump.includes(app.people.davi.id))
  for (const shown of [secret, ...recoveryCodes]) assert.ok(!dump.includes(shown))
  assert.equal(
    app.logLines.some((line) => line.includes(secret)),
    false,
  )
})

test('a code works once', async () => {
  const { secret } = await renew('davi')
  nextStep()
  const code = codeOf(secret)
  assert.equal((await answer({ challenge: await challengeOf('davi'), code })).status, 200)
  const replayed = await answer({ challenge: await challengeOf('davi'), code })
  assert.deepEqual([replayed.status, replayed.body.code], [401, 'wrong_code'])
  const earlier = await answer({ challenge: await challengeOf('davi'), code: codeOf(secret, -1) })
  assert.equal(earlier.status, 401)
  nextStep()
  assert.equal((await answer({ challenge: await challengeOf('davi'), code: codeOf(secret) })).status, 200)
})

test('the same code twice at once lets one in', async () => {
  const { secret } = await renew('davi')
  nextStep()
  const [one, other] = [await challengeOf('davi'), await challengeOf('davi')]
  const code = codeOf(secret)
  const answers = await Promise.all([answer({ challenge: one, code }), answer({ challenge: other, code })])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401])
})

test('a recovery code works once, however it is typed', async () => {
  const { recoveryCodes } = await renew('davi')
  const recoveryCode = (recoveryCodes[0] ?? '').toUpperCase().replace('-', ' ')
  assert.equal((await answer({ challenge: await challengeOf('davi'), recoveryCode })).status, 200)
  assert.equal((await answer({ challenge: await challengeOf('davi'), recoveryCode })).status, 401)
  assert.equal((await app.as('davi')('GET', '/api/me')).body.recoveryCodesLeft, 9)
})

test('renewed recovery codes replace the old ones', async () => {
  const { recoveryCodes: old } = await renew('davi')
  const { password } = app.people.davi
  const renewed = await app.as('davi')<{ recoveryCodes: string[] }>('POST', '/api/me/recovery-codes', {
    body: { password },
  })
  assert.equal(renewed.status, 201)
  assert.equal((await answer({ challenge: await challengeOf('davi'), recoveryCode: old[0] })).status, 401)
  const [recoveryCode] = renewed.body.recoveryCodes
  assert.equal((await answer({ challenge: await challengeOf('davi'), recoveryCode })).status, 200)
})

test('wrong codes lock the account, and new challenges do not help', async () => {
  const { secret } = await renew('davi')
  nextStep()
  for (let n = 0; n < 5; n++) {
    const refused = await answer({ challenge: await challengeOf('davi'), code: '000000' })
    assert.equal(refused.status, 401)
  }
  const { email, password } = app.people.davi
  assert.equal((await app.request('POST', '/api/auth/sign-in', { body: { email, password } })).status, 423)
  app.clock.advance(15 * 60_000 + 1)
  assert.equal((await answer({ challenge: await challengeOf('davi'), code: codeOf(secret) })).status, 200)
})

test('a challenge lasts five minutes and serves once', async () => {
  const { secret } = await renew('davi')
  nextStep()
  const late = await challengeOf('davi')
  app.clock.advance(5 * 60_000)
  const over = await answer({ challenge: late, code: codeOf(secret) })
  assert.deepEqual([over.status, over.body.code], [401, 'challenge_over'])
  const challenge = await challengeOf('davi')
  assert.equal((await answer({ challenge, code: codeOf(secret) })).status, 200)
  nextStep()
  assert.equal((await answer({ challenge, code: codeOf(secret) })).status, 401)
})

test('a token needs the code in the same request', async () => {
  const { secret } = await renew('davi')
  nextStep()
  const { email: username, password } = app.people.davi
  const without = await app.request('POST', '/api/auth/token', { form: { username, password } })
  assert.deepEqual([without.status, without.body.code], [401, 'second_factor_required'])
  const wrong = await app.request('POST', '/api/auth/token', { form: { username, password, code: '000000' } })
  assert.deepEqual([wrong.status, wrong.body.code], [401, 'wrong_code'])
  const right = await app.request('POST', '/api/auth/token', {
    form: { username, password, code: codeOf(secret) },
  })
  assert.equal(right.status, 200)
})

test('an administrator removes the second factor of somebody else, others do not', async () => {
  await renew('davi')
  const path = `/api/operators/${app.people.davi.id}/second-factor`
  assert.equal((await app.as('marcos')('DELETE', path)).status, 403)
  await challengeOf('davi')
  assert.equal((await app.as('ana')('DELETE', path)).status, 204)
  const { email, password } = app.people.davi
  assert.equal(
    (await app.request('POST', '/api/auth/sign-in', { body: { email, password } })).body.status,
    'signed_in',
  )
  assert.equal((await app.as('ana')('DELETE', path)).status, 409)
})

test('a role that must have one gets no further than to setting it up', async () => {
  const required = { secondFactorRequiredFor: ['manager'] }
  assert.equal((await app.as('ana')('PUT', '/api/settings/security', { body: required })).status, 200)
  const me = (await app.as('marcos')('GET', '/api/me')).body
  assert.deepEqual([me.mustEnrolSecondFactor, me.permissions], [true, ['profile:read', 'profile:update']])
  for (const path of ['/api/operators', '/api/settings/security']) {
    const { status, body } = await app.as('marcos')('GET', path)
    assert.deepEqual([status, body.code], [403, 'second_factor_enrolment_required'])
  }
  assert.equal((await app.as('luisa')('GET', '/api/operators')).status, 200)
  await enrol('marcos')
  assert.equal((await app.as('marcos')('GET', '/api/operators')).status, 200)
  assert.equal((await app.as('marcos')('GET', '/api/me')).body.mustEnrolSecondFactor, false)
})

/** Takes the old one away where there is one. Whoever is locked is unlocked. */
async function renew(name: PersonName) {
  const path = `/api/operators/${app.people[name].id}`
  await app.as('ana')('DELETE', `${path}/second-factor`)
  await app.as('ana')('DELETE', `${path}/lock`)
  nextStep()
  return enrol(name)
}
