import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { permissionsOf } from '#contract/permissions.ts'
import type { PersonMe } from '#contract/team.ts'
import { type App, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

const detailsOf = async (name: string) =>
  (
    await app.database.pool.query<{ details: unknown }>(
      'select details from audit_entries where name = $1 order by seq',
      [name],
    )
  ).rows.map(({ details }) => details)

test('says who one is and what one may do', async () => {
  const { luisa } = app.people
  const { status, body } = await app.as('luisa')<PersonMe>('GET', '/api/me')
  assert.equal(status, 200)
  assert.deepEqual([body.kind, body.id, body.email, body.role], ['person', luisa.id, luisa.email, 'agent'])
  assert.deepEqual(body.permissions, permissionsOf('agent'))
  assert.deepEqual(
    [body.locale, body.theme, body.welcomed, body.secondFactor],
    ['pt-BR', 'system', false, false],
  )
  assert.equal((await app.request('GET', '/api/me')).status, 401)
})

test('name, language, theme and the welcome are one’s own to change', async () => {
  const change = { name: 'Luísa Tavares', locale: 'en', theme: 'dark', welcomed: true }
  const { status, body } = await app.as('luisa')<PersonMe>('PATCH', '/api/me', { body: change })
  assert.equal(status, 200)
  assert.deepEqual([body.name, body.locale, body.theme, body.welcomed], ['Luísa Tavares', 'en', 'dark', true])
  assert.equal((await app.as('davi')<PersonMe>('GET', '/api/me')).body.locale, 'pt-BR')
  // Which fields, never what was in them.
  assert.deepEqual((await detailsOf('person.updated')).at(-1), {
    fields: ['name', 'locale', 'theme', 'welcomed'],
  })
})

test('role, e-mail and capacity are not', async () => {
  const before = (await app.as('luisa')<PersonMe>('GET', '/api/me')).body
  const change = { role: 'admin', email: 'outra@clinica.com.br', capacity: 99 }
  const { body } = await app.as('luisa')<PersonMe>('PATCH', '/api/me', { body: change })
  assert.deepEqual([body.role, body.email, body.capacity], [before.role, before.email, before.capacity])
  for (const bad of [
    { name: '' },
    { name: 'x'.repeat(121) },
    { name: 'a\u0000b' },
    { locale: 'fr' },
    { welcomed: false },
  ])
    assert.equal((await app.as('luisa')('PATCH', '/api/me', { body: bad })).status, 422, JSON.stringify(bad))
})

test('security settings: leaders read, administrators change, within bounds', async () => {
  const path = '/api/settings/security'
  assert.equal((await app.as('marcos')('GET', path)).body.lockAfterFailures, 5)
  assert.equal((await app.as('luisa')('GET', path)).status, 403)
  assert.equal((await app.as('marcos')('PUT', path, { body: { lockMinutes: 30 } })).status, 403)
  const changed = await app.as('ana')('PUT', path, { body: { lockMinutes: 30 } })
  assert.deepEqual([changed.status, changed.body.lockMinutes, changed.body.lockAfterFailures], [200, 30, 5])
  assert.deepEqual((await detailsOf('settings.changed')).at(-1), { fields: ['lockMinutes'] })
  for (const bad of [{ passwordMinLength: 7 }, { lockAfterFailures: 0 }, { sessionIdleMinutes: 0 }])
    assert.equal((await app.as('ana')('PUT', path, { body: bad })).status, 422, JSON.stringify(bad))
})

test('a longer password is asked for as soon as the settings say so', async () => {
  const { password } = app.people.davi
  const body = { current: password, new: 'doze letras!' }
  assert.equal(
    (await app.as('ana')('PUT', '/api/settings/security', { body: { passwordMinLength: 13 } })).status,
    200,
  )
  assert.equal((await app.as('davi')('PUT', '/api/me/password', { body })).status, 422)
  assert.equal(
    (await app.as('ana')('PUT', '/api/settings/security', { body: { passwordMinLength: 12 } })).status,
    200,
  )
  assert.equal((await app.as('davi')('PUT', '/api/me/password', { body })).status, 204)
})
