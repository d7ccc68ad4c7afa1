import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Account } from '#contract/accounts.ts'
import type { Page } from '#contract/common.ts'
import { transaction } from '#platform/context.ts'
import { explainError } from '../../../channels/whatsapp-cloud/errors.ts'
import { appInSandbox, eventsOf, type World } from '../testing.ts'
import { stopAccount } from '../trouble/accounts.ts'
import { stopless, stopNumber } from '../trouble/numbers.ts'
import { graphOf } from './graph.ts'
import { numberById, numbersByExternal } from './numbers.ts'
import { forgetAccounts } from './remembered.ts'
import { noteWebhooks, numberDelivers } from './times.ts'

let world: World
let account: Account
before(async () => {
  world = await appInSandbox({ account: true, worker: true })
  await world.app.idle()
  forgetAccounts()
  const { body } = await world.app.as('ana')<Page<Account>>('GET', '/api/accounts')
  account = body.data[0] ?? assert.fail('there is an account')
})
after(() => world?.close())

const ctx = () => world.app.ctx()
const first = () => account.numbers[0] ?? assert.fail('there is a number')
const patch = (body: object) =>
  world.app.as('ana')('PATCH', `/api/accounts/${account.id}/numbers/${first().id}`, { body })
const check = () => world.app.as('ana')('POST', `/api/accounts/${account.id}/check`)
const queries = async (work: () => Promise<unknown>) => {
  const { pool } = world.app.database
  let asked = 0
  const count = () => asked++
  pool.on('acquire', count)
  await work()
  pool.off('acquire', count)
  return asked
}

test('a number is known by the id that the provider gives it; who is not ours is missing', async () => {
  const { phoneNumberId, id, phoneNumber } = first()
  const found = await numbersByExternal(ctx(), 'whatsapp_cloud', [phoneNumberId, '404'])
  assert.deepEqual([...found.keys()], [phoneNumberId])
  assert.deepEqual(found.get(phoneNumberId), {
    id,
    accountId: account.id,
    externalId: phoneNumberId,
    scope: world.sandbox.outside.businessId,
    phone: phoneNumber,
    state: 'active',
    sends: true,
    pace: 80,
  })
  assert.deepEqual(await numberById(ctx(), id), found.get(phoneNumberId))
  await assert.rejects(numberById(ctx(), account.id), { status: 404 })
})

test('what is known is not asked for again, what is missing is', async () => {
  const ask = (id: string) => () => numbersByExternal(ctx(), 'whatsapp_cloud', [id])
  await ask(first().phoneNumberId)()
  assert.equal(await queries(ask(first().phoneNumberId)), 0)
  assert.equal(await queries(ask('404')), 1)
})

test('a change counts at once, and only slower is a pace', async () => {
  await patch({ pace: 20, paused: true })
  const paused = await numberById(ctx(), first().id)
  assert.deepEqual([paused.pace, paused.state, paused.sends], [20, 'paused', false])
  await patch({ pace: 5_000, paused: false })
  assert.equal((await numberById(ctx(), first().id)).pace, 80)
  await patch({ pace: null })
})

test('the provider is opened once for a token, and anew for another', async () => {
  const graph = await graphOf(ctx(), account.id)
  forgetAccounts()
  assert.equal(await graphOf(ctx(), account.id), graph)
  assert.equal((await graph.debugToken()).valid, true)
  const { pool } = world.app.database
  const sealed = world.app.deps.secrets.seal(
    'accounts.access_token_encrypted',
    world.sandbox.outside.accessToken,
  )
  await pool.query('update accounts set access_token_encrypted = $1', [sealed])
  forgetAccounts()
  assert.notEqual(await graphOf(ctx(), account.id), graph)
})

test('a number is stopped once, with the reason', async () => {
  const error = explainError({ code: 133010, title: 'Not registered' })
  for (let n = 0; n < 2; n++) await transaction(ctx(), (ctx) => stopNumber(ctx, first().id, error))
  assert.equal((await numberById(ctx(), first().id)).sends, false)
  const told = await eventsOf(world.app, first().id)
  assert.equal(told.filter((name) => name === 'number.trouble_found').length, 1)
  await check()
  assert.equal((await numberById(ctx(), first().id)).sends, true)
})

test('an account is stopped once, with all of its numbers, until it is found well', async () => {
  const error = explainError({ code: 190 })
  for (let n = 0; n < 2; n++) await transaction(ctx(), (ctx) => stopAccount(ctx, account.id, error))
  for (const { id } of account.numbers) assert.equal((await numberById(ctx(), id)).sends, false)
  await check()
  assert.deepEqual((await eventsOf(world.app, account.id)).slice(-2), [
    'account.trouble_found',
    'account.recovered',
  ])
  assert.equal((await numberById(ctx(), first().id)).sends, true)
})

test('a trouble that stops nothing is noted, and taken back', async () => {
  const warn = (trouble: 'nothing_delivered' | null) =>
    transaction(ctx(), (ctx) => stopless(ctx, first().id, trouble))
  const trouble = async () =>
    (await world.app.as('ana')<Account>('GET', `/api/accounts/${account.id}`)).body.numbers[0]?.trouble?.code
  await warn('nothing_delivered')
  assert.equal(await trouble(), 'nothing_delivered')
  assert.equal((await numberById(ctx(), first().id)).sends, true)
  await warn(null)
  assert.equal(await trouble(), undefined)
})

test('when something was last heard is noted now and then, and never goes back', async () => {
  const ids = account.numbers.map(({ id }) => id)
  const at = new Date('2026-11-20T12:00:00.000Z')
  const times = async () =>
    (await world.app.as('ana')<Account>('GET', `/api/accounts/${account.id}`)).body.numbers.map(
      ({ lastWebhookAt }) => lastWebhookAt,
    )
  await noteWebhooks(ctx(), ids, at)
  assert.deepEqual(
    await times(),
    ids.map(() => at.toISOString()),
  )
  assert.equal(await queries(() => noteWebhooks(ctx(), ids, new Date())), 0)
  await assert.rejects(transaction(ctx(), (ctx) => noteWebhooks(ctx, ids, at)))
  await numberDelivers(ctx(), first().id)
  const { body } = await world.app.as('ana')<Account>('GET', `/api/accounts/${account.id}`)
  assert.ok(body.numbers[0]?.lastDeliveredAt)
})
