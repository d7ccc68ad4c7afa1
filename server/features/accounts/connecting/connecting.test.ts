import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Account } from '#contract/accounts.ts'
import type { Page } from '#contract/common.ts'
import { appSecrets } from '../doors/app-secrets.ts'
import { appInSandbox, eventsOf, type World } from '../testing.ts'

let world: World
before(async () => {
  world = await appInSandbox()
})
after(() => world?.close())

const given = () => {
  const { wabaId, accessToken } = world.sandbox.outside
  return { name: 'Clínica Aurora', businessId: wabaId, accessToken }
}
const post = (body: object) => world.app.as('ana')<Account>('POST', '/api/accounts', { body })
const refusal = async (body: object) => {
  const { status, body: problem } = await world.app.as('ana')('POST', '/api/accounts', { body })
  return [status, String(problem.errors?.[0]?.pointer), String(problem.errors?.[0]?.code)]
}
const list = async () =>
  (await world.app.as('ana')<Page<Account>>('GET', '/api/accounts')).body.data.map(({ id }) => id)

async function connected(more: object = {}): Promise<Account> {
  const { status, text, body } = await post({ ...given(), ...more })
  assert.equal(status, 201, text)
  return body
}
const remove = (id: string) => world.app.as('ana')('DELETE', `/api/accounts/${id}`)

test('what WhatsApp does not accept is refused with the field to blame, and nothing is kept', async () => {
  const wrong = 'EAAnotthetokenatall'
  assert.deepEqual(await refusal({ ...given(), accessToken: wrong }), [422, '/accessToken', 'token_invalid'])
  const elsewhere = { ...given(), businessId: '999999999999999' }
  assert.deepEqual(await refusal(elsewhere), [422, '/businessId', 'account_not_found'])
  const { businessId: _none, ...rest } = given()
  const byOtherName = { ...rest, wabaId: '999999999999999' }
  assert.deepEqual(await refusal(byOtherName), [422, '/wabaId', 'account_not_found'])
  assert.deepEqual(await refusal(rest), [422, '/businessId', 'send_business_id'])
  assert.deepEqual(await refusal({ ...given(), wabaId: '1' }), [422, '/wabaId', 'two_different_ids'])
  assert.deepEqual(await list(), [])
})

test('connecting subscribes to webhooks and brings the numbers in; the token is never shown', async () => {
  const { sandbox, app } = world
  const { status, body: account, text } = await post({ ...given(), appSecret: 'its own secret' })
  assert.equal(status, 422, 'a secret has no spaces')
  assert.ok(!text.includes('its own secret'))
  const made = await connected({ appSecret: 'its-own-secret' })
  assert.equal(account.id, undefined)
  const { wabaId, businessId, numbers, accessToken } = sandbox.outside
  assert.deepEqual(
    [made.businessId, made.portfolioId, made.state, made.trouble],
    [wabaId, businessId, 'connected', null],
  )
  assert.ok(made.subscribedAt)
  assert.deepEqual(
    made.numbers.map((number) => [number.phoneNumberId, number.phoneNumber, number.name, number.state]),
    numbers.map(({ id, phone, name }) => [id, phone, name, 'active']),
  )
  assert.deepEqual(
    made.numbers.map(({ quality, limitTier, status, throughput }) => [
      quality,
      limitTier,
      status,
      throughput,
    ]),
    numbers.map(() => ['GREEN', 'TIER_2K', 'CONNECTED', 80]),
  )
  assert.deepEqual(
    [made.accessTokenSet, made.accessTokenEnd, made.appSecretSet],
    [true, accessToken.slice(-4), true],
  )
  const read = await app.as('marcos')('GET', `/api/accounts/${made.id}`)
  assert.equal(read.status, 200)
  assert.ok(!read.text.includes(accessToken) && !read.text.includes('its-own-secret'))
  assert.deepEqual(await eventsOf(app, made.id), ['account.connected'])
  assert.deepEqual(await eventsOf(app, made.numbers[0]?.id ?? ''), ['number.added'])
  const { rows } = await app.database.pool.query('select * from accounts')
  assert.ok(!JSON.stringify(rows).includes(accessToken), 'sealed')
  assert.equal((await post(given())).status, 409)
  assert.deepEqual(await list(), [made.id])
  await remove(made.id)
})

test('a secret of its own counts beside that of the configuration', async () => {
  const { app, sandbox } = world
  const { id } = await connected({ appSecret: 'its-own-secret' })
  assert.deepEqual(await appSecrets(app.ctx()), [sandbox.outside.appSecret, 'its-own-secret'])
  await app.as('ana')('PUT', `/api/accounts/${id}`, { body: { appSecret: null } })
  assert.deepEqual(await appSecrets(app.ctx()), [sandbox.outside.appSecret])
  await remove(id)
})

test('changing: a token that does not work changes nothing; the name is the own', async () => {
  const { app } = world
  const { id, accessTokenEnd } = await connected()
  const put = (body: object) => app.as('ana')<Account>('PUT', `/api/accounts/${id}`, { body })
  const refused = await put({ name: 'Outra', accessToken: 'EAAthistokenisnotone' })
  assert.equal(refused.status, 422)
  const renamed = await put({ name: 'Clínica Aurora, Centro', accessToken: given().accessToken })
  assert.deepEqual([renamed.status, renamed.body.name], [200, 'Clínica Aurora, Centro'])
  assert.equal(renamed.body.accessTokenEnd, accessTokenEnd)
  const { rows } = await app.database.pool.query<{ fields: string[] }>(
    "select details->'fields' as fields from events where name = 'account.updated' and subject_id = $1",
    [id],
  )
  assert.deepEqual(rows, [{ fields: ['name'] }])
  await remove(id)
})

test('removing takes its numbers along and ends the subscription; connected again, the numbers are the same', async () => {
  const { app, sandbox } = world
  const made = await connected()
  assert.equal((await remove(made.id)).status, 204)
  assert.equal((await app.as('ana')('GET', `/api/accounts/${made.id}`)).status, 404)
  const { graphUrl, wabaId, accessToken } = sandbox.outside
  const asked = await fetch(`${graphUrl}/v25.0/${wabaId}/subscribed_apps`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  assert.deepEqual(await asked.json(), { data: [] })
  const { rows } = await app.database.pool.query(
    'select access_token_encrypted, app_secret_encrypted from accounts where id = $1',
    [made.id],
  )
  assert.deepEqual(rows, [{ access_token_encrypted: null, app_secret_encrypted: null }])
  const again = await connected()
  assert.deepEqual(
    again.numbers.map(({ id }) => id),
    made.numbers.map(({ id }) => id),
  )
  assert.notEqual(again.id, made.id)
  await remove(again.id)
})

test('a manager looks, an agent does not, and neither changes anything', async () => {
  const { app } = world
  const { id } = await connected()
  for (const [name, status] of [
    ['marcos', 200],
    ['luisa', 403],
  ] as const)
    assert.equal((await app.as(name)('GET', '/api/accounts')).status, status)
  for (const name of ['marcos', 'luisa'] as const) {
    assert.equal((await app.as(name)('POST', '/api/accounts', { body: given() })).status, 403)
    assert.equal((await app.as(name)('PUT', `/api/accounts/${id}`, { body: { name: 'X' } })).status, 403)
    assert.equal((await app.as(name)('DELETE', `/api/accounts/${id}`)).status, 403)
    assert.equal((await app.as(name)('POST', `/api/accounts/${id}/check`)).status, 403)
  }
  assert.deepEqual(await list(), [id])
  await remove(id)
})

test('while WhatsApp does not answer, connecting says so', async () => {
  const closed = await appInSandbox()
  try {
    await closed.sandbox.close()
    const { status, body } = await closed.app.as('ana')('POST', '/api/accounts', { body: given() })
    assert.deepEqual([status, String(body.code)], [409, 'provider_unreachable'])
  } finally {
    await closed.app.close()
  }
})
