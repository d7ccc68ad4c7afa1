import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Account, AccountCheck, BusinessNumber } from '#contract/accounts.ts'
import type { Page } from '#contract/common.ts'
import { appInSandbox, eventsOf, type World } from '../testing.ts'

let world: World
let account: Account
before(async () => {
  world = await appInSandbox()
  const { wabaId: businessId, accessToken } = world.sandbox.outside
  const { body } = await world.app.as('ana')<Account>('POST', '/api/accounts', {
    body: { name: 'Clínica Aurora', businessId, accessToken },
  })
  account = body
})
after(() => world?.close())

const path = (id = '') => `/api/accounts/${account.id}/numbers${id && `/${id}`}`
const first = () => account.numbers[0] ?? assert.fail('there is a number')
const change = (body: object, id = first().id) =>
  world.app.as('ana')<BusinessNumber>('PATCH', path(id), { body })
const add = (body: object) => world.app.as('ana')<BusinessNumber>('POST', path(), { body })
const list = async () => (await world.app.as('ana')<Page<BusinessNumber>>('GET', path())).body.data

test('they are listed, page by page', async () => {
  const { body } = await world.app.as('marcos')<Page<BusinessNumber>>('GET', `${path()}?limit=1`)
  assert.deepEqual(body.data, [first()])
  assert.ok(account.numbers.length > 1 && body.next)
  const rest = await world.app.as('marcos')<Page<BusinessNumber>>('GET', `${path()}?after=${body.next}`)
  assert.deepEqual(rest.body.data, account.numbers.slice(1))
})

test('removed on purpose, a check does not bring it back; somebody who adds it does', async () => {
  const { id, phoneNumberId, phoneNumber } = first()
  assert.equal((await world.app.as('ana')('DELETE', path(id))).status, 204)
  const { body } = await world.app.as('ana')<AccountCheck>('POST', `/api/accounts/${account.id}/check`)
  assert.deepEqual(body.added, [])
  assert.ok((await list()).every((number) => number.id !== id))
  const back = await add({ phoneNumberId, phoneNumber })
  assert.deepEqual([back.status, back.body.id, back.body.quality], [201, id, 'GREEN'])
  assert.equal((await add({ phoneNumberId })).body.id, undefined)
  assert.equal((await add({ phoneNumberId })).status, 409)
  assert.deepEqual(await eventsOf(world.app, id), ['number.added', 'number.removed', 'number.added'])
})

test('a number that is not of this account, or not that number, is refused', async () => {
  const unknown = await add({ phoneNumberId: '999999999999999' })
  assert.deepEqual([unknown.status, Object(unknown.body).errors?.[0]?.pointer], [422, '/phoneNumberId'])
  const { id, phoneNumberId } = first()
  await world.app.as('ana')('DELETE', path(id))
  const another = await add({ phoneNumberId, phoneNumber: '+55 11 90000-0000' })
  assert.deepEqual([another.status, Object(another.body).errors?.[0]?.pointer], [422, '/phoneNumber'])
  world.sandbox.faults.set({ revokedToken: true })
  assert.equal((await add({ phoneNumberId })).status, 409)
  world.sandbox.faults.clear()
  assert.equal((await add({ phoneNumberId })).status, 201)
})

test('its name, its pace, and whether it sends are for somebody to say', async () => {
  const changed = await change({ name: 'Recepção', pace: 20 })
  assert.deepEqual([changed.status, changed.body.name, changed.body.pace], [200, 'Recepção', 20])
  assert.equal((await change({ paused: true })).body.state, 'paused')
  assert.equal((await change({ paused: true })).body.state, 'paused')
  assert.equal((await change({ paused: false, pace: null })).body.state, 'active')
  assert.deepEqual((await list()).find(({ id }) => id === first().id)?.pace, null)
  assert.deepEqual((await eventsOf(world.app, first().id)).slice(-4), [
    'number.updated',
    'number.paused',
    'number.updated',
    'number.resumed',
  ])
  assert.equal((await change({ pace: 0 })).status, 422)
})

test('by the wrong account there is no such number', async () => {
  const other = '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d'
  const { id } = first()
  for (const [method, body] of [
    ['PATCH', { paused: true }],
    ['DELETE', undefined],
  ] as const)
    assert.equal(
      (await world.app.as('ana')(method, `/api/accounts/${other}/numbers/${id}`, body ? { body } : {}))
        .status,
      404,
    )
  assert.equal((await world.app.as('ana')('GET', `/api/accounts/${other}/numbers`)).status, 404)
  assert.ok((await list()).some((number) => number.id === id))
})
