import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, type PersonName, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp({ worker: true })
})
after(() => app.close())

const better = 'nove tambores na rua'
const signIn = (email: string, password: string) =>
  app.request('POST', '/api/auth/sign-in', { body: { email, password } })
const askReset = (email: string) => app.request('POST', '/api/auth/password-reset', { body: { email } })
const confirm = (token: string | undefined, password: string) =>
  app.request('POST', '/api/auth/password-reset/confirm', { body: { token, password } })
const mailsTo = (email: string) => app.mailbox.filter(({ to }) => to.includes(email))
const tokenIn = (text: string | undefined) => /\/reset#([\w-]{43})$/m.exec(text ?? '')?.[1]
const handedOver = async (name: PersonName) => {
  const { body } = await app.as('ana')('POST', `/api/operators/${app.people[name].id}/password-reset`)
  return String(body.url).split('#')[1]
}

test('is changed with the old one; other sessions end, this one goes on', async () => {
  const { email, password } = app.people.davi
  const other = await signIn(email, password)
  const cookie = String(other.headers.get('set-cookie')).split(';')[0] ?? ''
  const wrong = await app.as('davi')('PUT', '/api/me/password', {
    body: { current: 'errada errada', new: better },
  })
  assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.pointer], [422, '/current'])
  assert.equal((await app.request('GET', '/api/operators', { headers: { cookie } })).status, 200)
  const changed = await app.as('davi')('PUT', '/api/me/password', {
    body: { current: password, new: better },
  })
  assert.equal(changed.status, 204)
  assert.equal((await app.request('GET', '/api/operators', { headers: { cookie } })).status, 401)
  assert.equal((await app.as('davi')('GET', '/api/me')).status, 200)
  assert.equal((await signIn(email, password)).status, 401)
  assert.equal((await signIn(email, better)).status, 200)
})

for (const [weak, code] of [
  ['curta', 'password_too_short'],
  ['Senha@2026', 'password_too_common'],
  ['luisa2026', 'password_like_name'],
] as const)
  test(`"${weak}" is not accepted: ${code}`, async () => {
    const { password } = app.people.luisa
    const { status, body } = await app.as('luisa')('PUT', '/api/me/password', {
      body: { current: password, new: weak },
    })
    assert.deepEqual([status, body.errors?.[0]?.pointer, body.errors?.[0]?.code], [422, '/new', code])
  })

test('who borrowed a session cannot guess the password through it', async () => {
  const { password, id } = app.people.marcos
  const guess = () =>
    app.as('marcos')('PUT', '/api/me/password', { body: { current: 'errada errada', new: better } })
  for (let n = 0; n < 5; n++) assert.equal((await guess()).status, 422)
  const { status } = await app.as('marcos')('PUT', '/api/me/password', {
    body: { current: password, new: better },
  })
  assert.equal(status, 423)
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${id}/lock`)).status, 204)
})

test('a link by mail sets a new one, once, and ends every session', async () => {
  const { email } = app.people.luisa
  const { status, body } = await askReset(email)
  assert.deepEqual([status, body], [202, { status: 'accepted', byMail: true }])
  await app.idle()
  const [mail] = mailsTo(email)
  const token = tokenIn(mail?.text)
  assert.ok(token)
  const link = await app.request('POST', '/api/auth/links', { body: { token } })
  assert.deepEqual([link.status, link.body.purpose, link.body.email], [200, 'password_reset', email])
  assert.equal((await confirm(token, 'Senha@2026')).status, 422)
  assert.equal((await confirm(token, better)).status, 204)
  assert.equal((await app.as('luisa')('GET', '/api/operators')).status, 401)
  assert.equal((await signIn(email, better)).status, 200)
  assert.equal((await confirm(token, 'dez tambores na rua')).status, 410)
  assert.equal((await app.request('POST', '/api/auth/links', { body: { token } })).status, 410)
})

test('an address that nobody has gets the same answer, and no mail', async () => {
  const known = await askReset(app.people.davi.email)
  const unknown = await askReset('ninguem@clinica.com.br')
  await app.idle()
  assert.deepEqual([unknown.status, unknown.text], [known.status, known.text])
  assert.equal(mailsTo(app.people.davi.email).length, 1)
  assert.equal(mailsTo('ninguem@clinica.com.br').length, 0)
})

test('asking again and again does not fill the mailbox', async () => {
  const { email } = app.people.ana
  for (let n = 0; n < 3; n++) await askReset(email)
  await app.idle()
  await askReset(email)
  await app.idle()
  assert.equal(mailsTo(email).length, 1)
})

test('the token waits for the mail server in no queue, log or event', async () => {
  const { rows } = await app.database.pool.query<{ dump: string }>(
    `select coalesce((select string_agg(e::text, '') from events e), '') ||
            coalesce((select string_agg(a::text, '') from audit_entries a), '') ||
            coalesce((select string_agg(j::text, '') from graphile_worker._private_jobs j), '') as dump`,
  )
  const seen = (rows[0]?.dump ?? '') + app.logLines.join('\n')
  assert.ok(seen.includes('person.password_reset_requested'))
  const tokens = app.mailbox.map(({ text }) => tokenIn(text))
  assert.ok(tokens.length > 0)
  for (const token of tokens) assert.ok(token && !seen.includes(token))
  for (const { email } of Object.values(app.people)) assert.ok(!seen.includes(email))
})

test('a link that an administrator made is over after a day, and replaces the one before', async () => {
  const first = await handedOver('davi')
  const second = await handedOver('davi')
  assert.equal((await confirm(first, 'dez tambores na rua')).status, 410)
  app.clock.advance(24 * 3_600_000 + 1)
  assert.equal((await confirm(second, 'dez tambores na rua')).status, 410)
})

test('the same link twice at once sets one password', async () => {
  const token = await handedOverAgain('davi')
  const wanted = ['onze tambores na rua', 'doze tambores na rua']
  const answers = await Promise.all(wanted.map((password) => confirm(token, password)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 410])
  const signedIn = await Promise.all(wanted.map((password) => signIn(app.people.davi.email, password)))
  assert.deepEqual(
    signedIn.map(({ status }) => status === 200),
    answers.map(({ status }) => status === 204),
  )
})

// The clock has moved on by a day: Ana signs in anew.
async function handedOverAgain(name: PersonName) {
  const { email, password } = app.people.ana
  const { headers } = await signIn(email, password)
  const cookie = String(headers.get('set-cookie')).split(';')[0] ?? ''
  const path = `/api/operators/${app.people[name].id}/password-reset`
  const { body } = await app.request('POST', path, { headers: { cookie, origin: app.url } })
  return String(body.url).split('#')[1]
}
