import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PersonMe } from '#contract/team.ts'
import { type App, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp({ worker: true })
})
after(() => app.close())

test('four people are signed in, each as themselves', async () => {
  const roles = { ana: 'admin', marcos: 'manager', luisa: 'agent', davi: 'agent' } as const
  for (const name of ['ana', 'marcos', 'luisa', 'davi'] as const) {
    const { status, body } = await app.as(name)<PersonMe>('GET', '/api/me')
    assert.equal(status, 200)
    assert.deepEqual(
      [body.email, body.role, body.id],
      [app.people[name].email, roles[name], app.people[name].id],
    )
  }
})

test('who sends nothing is nobody', async () => {
  assert.equal((await app.request('GET', '/api/me')).status, 401)
})

test('the clock is the one of the program', async () => {
  const { body: before } = await app.as('davi')('GET', '/api/me')
  assert.equal(before.email, app.people.davi.email)
  app.clock.advance(366 * 24 * 60 * 60 * 1000)
  assert.equal((await app.as('davi')('GET', '/api/me')).status, 401, 'the session ran out')
})

test('a mail is on its way when the jobs are done', async () => {
  await app.request('POST', '/api/auth/password-reset', { body: { email: app.people.luisa.email } })
  await app.idle()
  assert.deepEqual(
    app.mailbox.map(({ to }) => to),
    [[app.people.luisa.email]],
  )
})
