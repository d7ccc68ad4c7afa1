import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp({ worker: true })
})
after(() => app.close())

const password = 'oito tambores na rua'
const tokenOf = (url: unknown) => String(url).split('/welcome#')[1]
const accept = (token: string | undefined, chosen = password) =>
  app.request('POST', '/api/auth/invitation', { body: { token, password: chosen } })
const invite = async (name: string) => {
  const email = `${name.toLowerCase()}@clinica.com.br`
  const { status, body } = await app.as('ana')('POST', '/api/operators', {
    body: { name, email, role: 'agent' },
  })
  assert.equal(status, 201)
  assert.equal(body.state, 'invited')
  return { id: String(body.id), email, token: tokenOf(body.invitation?.url), mailed: body.invitation?.mailed }
}

test('is mailed, says who is invited, and lets in with the password chosen', async () => {
  const { id, email, token, mailed } = await invite('Iara')
  assert.equal(mailed, true)
  await app.idle()
  const mail = app.mailbox.find(({ to }) => to.includes(email))
  assert.ok(token && mail?.text.includes(`/welcome#${token}`))
  const link = await app.request('POST', '/api/auth/links', { body: { token } })
  assert.deepEqual(
    [link.body.purpose, link.body.name, link.body.passwordMinLength],
    ['invitation', 'Iara', 8],
  )
  const { status, body, headers } = await accept(token)
  assert.deepEqual([status, body.status, body.person?.id], [200, 'signed_in', id])
  const cookie = String(headers.get('set-cookie')).split(';')[0] ?? ''
  assert.equal((await app.request('GET', '/api/me', { headers: { cookie } })).status, 200)
  assert.equal((await app.request('POST', '/api/auth/sign-in', { body: { email, password } })).status, 200)
})

test('leads to the address that the terminal prints', async () => {
  const { body } = await app.as('ana')('POST', '/api/operators', {
    body: { name: 'Zeca', email: 'zeca@clinica.com.br', role: 'agent' },
  })
  assert.equal(new URL(String(body.invitation?.url)).hostname, new URL(app.url).hostname)
})

test('works once, and not with a password that is too easy', async () => {
  const { token } = await invite('Joana')
  assert.equal((await accept(token, 'joana2026')).status, 422)
  const answers = await Promise.all([accept(token), accept(token)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 410])
})

test('is over after a week; a new one replaces the old', async () => {
  const { id, token } = await invite('Kleber')
  const again = await app.as('ana')('POST', `/api/operators/${id}/invitation`)
  assert.equal(again.status, 201)
  assert.equal((await accept(token)).status, 410)
  app.clock.advance(7 * 24 * 3_600_000 + 1)
  assert.equal((await accept(tokenOf(again.body.url))).status, 410)
  app.clock.advance(-7 * 24 * 3_600_000 - 1)
  assert.equal((await accept(tokenOf(again.body.url))).status, 200)
  assert.equal((await app.as('ana')('POST', `/api/operators/${id}/invitation`)).status, 409)
})

test('an invitation resets no password, and a reset accepts no invitation', async () => {
  const { id, token } = await invite('Lara')
  const reset = await app.request('POST', '/api/auth/password-reset/confirm', { body: { token, password } })
  assert.equal(reset.status, 410)
  assert.equal((await app.as('ana')('POST', `/api/operators/${id}/password-reset`)).status, 409)
  const { body } = await app.as('ana')('POST', `/api/operators/${app.people.davi.id}/password-reset`)
  assert.equal((await accept(String(body.url).split('#')[1])).status, 410)
  assert.equal((await accept(token)).status, 200)
})

test('who is removed, or has another address by now, has no use for the link', async () => {
  const [removed, moved] = [await invite('Mauro'), await invite('Nara')]
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${removed.id}`)).status, 204)
  const body = { email: 'nara.nova@clinica.com.br' }
  assert.equal((await app.as('ana')('PUT', `/api/operators/${moved.id}`, { body })).status, 200)
  for (const { token } of [removed, moved]) assert.equal((await accept(token)).status, 410)
})

test('only administrators invite', async () => {
  const body = { name: 'Olga', email: 'olga@clinica.com.br' }
  for (const name of ['marcos', 'luisa'] as const)
    assert.equal((await app.as(name)('POST', '/api/operators', { body })).status, 403)
  assert.equal((await app.request('POST', '/api/operators', { body })).status, 401)
})
