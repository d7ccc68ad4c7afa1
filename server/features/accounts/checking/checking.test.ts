import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Account, AccountCheck } from '#contract/accounts.ts'
import type { Page } from '#contract/common.ts'
import { transaction } from '#platform/context.ts'
import { explainError } from '../../../channels/whatsapp-cloud/errors.ts'
import { appInSandbox, eventsOf, type World } from '../testing.ts'
import { stopAccount } from '../trouble/accounts.ts'
import { stopNumber } from '../trouble/numbers.ts'
import { checkQuietly } from './check.ts'
import { checkSchedules } from './jobs.ts'

let world: World
let id: string
before(async () => {
  world = await appInSandbox({ account: true, worker: true })
  await world.app.idle()
  const { body } = await world.app.as('ana')<Page<Account>>('GET', '/api/accounts')
  id = body.data[0]?.id ?? ''
})
after(() => world?.close())

const check = async () => (await world.app.as('ana')<AccountCheck>('POST', `/api/accounts/${id}/check`)).body
const read = async () => (await world.app.as('ana')<Account>('GET', `/api/accounts/${id}`)).body
const quietly = () => checkQuietly(world.app.ctx(), id, { patient: false })
const count = async (subject: string, name: string) =>
  (await eventsOf(world.app, subject)).filter((event) => event === name).length
const sqlOf = (text: string, ...values: unknown[]) => world.app.database.pool.query(text, values)

test('all is well: nothing is wrong, nothing is added', async () => {
  const { account, problems, added } = await check()
  assert.deepEqual([problems, added, account.state], [[], [], 'connected'])
  assert.ok(account.checkedAt)
})

test('a token taken back is named with what mends it, said once, and the account recovers with it', async () => {
  const { sandbox } = world
  sandbox.faults.set({ revokedToken: true })
  const { account, problems } = await check()
  assert.deepEqual(
    problems.map(({ code, todo }) => [code, todo]),
    [['token_invalid', 'reconnect']],
  )
  assert.deepEqual([account.state, account.trouble?.code], ['needs_attention', 'token_invalid'])
  assert.equal(await quietly(), 'done')
  assert.equal(await count(id, 'account.trouble_found'), 1)
  sandbox.faults.clear()
  assert.equal(await quietly(), 'done')
  assert.deepEqual([(await read()).state, (await read()).trouble], ['connected', null])
  assert.equal(await count(id, 'account.recovered'), 1)
})

test('what asking cannot see is over only when a person says so', async () => {
  const { app } = world
  const payment = explainError({ code: 131042 })
  await transaction(app.ctx(), (ctx) => stopAccount(ctx, id, payment))
  await quietly()
  assert.deepEqual([(await read()).state, (await read()).trouble?.todo], ['needs_attention', 'add_payment'])
  assert.equal((await check()).account.state, 'connected')
})

test('the same for a number; one that somebody paused stays so', async () => {
  const { app } = world
  const [first, second] = (await read()).numbers
  assert.ok(first && second)
  await transaction(app.ctx(), (ctx) => stopNumber(ctx, first.id, explainError({ code: 131048 })))
  await app.as('ana')('PATCH', `/api/accounts/${id}/numbers/${second.id}`, { body: { paused: true } })
  await quietly()
  const states = async () =>
    (await read()).numbers.map(({ state, trouble }) => [state, trouble?.code ?? null])
  assert.deepEqual((await states()).slice(0, 2), [
    ['paused', 'number_restricted'],
    ['paused', null],
  ])
  await check()
  assert.deepEqual((await states()).slice(0, 2), [
    ['active', null],
    ['paused', null],
  ])
  assert.equal(await count(first.id, 'number.recovered'), 1)
  await app.as('ana')('PATCH', `/api/accounts/${id}/numbers/${second.id}`, { body: { paused: false } })
})

test('a number that the provider does not have any more stops, and goes on when it is back', async () => {
  const [first] = (await read()).numbers
  assert.ok(first)
  await sqlOf("update numbers set external_id = '404' where id = $1", first.id)
  const { problems, added } = await check()
  assert.deepEqual(
    problems.map(({ code, detail }) => [code, detail]),
    [['number_missing', '404']],
  )
  assert.equal(added.length, 1, 'the real one looks new')
  await sqlOf('delete from numbers where id = $1', added[0])
  await sqlOf('update numbers set external_id = $2 where id = $1', first.id, first.phoneNumberId)
  await quietly()
  assert.equal((await read()).numbers.find((number) => number.id === first.id)?.state, 'active')
})

test('a subscription that was lost is taken out again', async () => {
  const { graphUrl, wabaId, accessToken } = world.sandbox.outside
  const url = `${graphUrl}/v25.0/${wabaId}/subscribed_apps`
  const headers = { authorization: `Bearer ${accessToken}` }
  await fetch(url, { method: 'DELETE', headers })
  await quietly()
  const answer: unknown = await (await fetch(url, { headers })).json()
  assert.equal(Object(answer).data.length, 1)
})

test('webhooks are wanted at the public address, which is asked before', async () => {
  const elsewhere = await appInSandbox({ env: { PUBLIC_URL: 'https://127.0.0.1:9', SANDBOX: 'off' } })
  try {
    const { wabaId: businessId, accessToken } = elsewhere.sandbox.outside
    const { status, body, text } = await elsewhere.app.as('ana')<Account>('POST', '/api/accounts', {
      body: { name: 'Clínica', businessId, accessToken },
    })
    assert.equal(status, 201, text)
    // Nobody listens there: it is connected, and says what is missing.
    assert.deepEqual(
      [body.state, body.trouble?.code, body.subscribedAt],
      ['connected', 'not_subscribed', null],
    )
  } finally {
    await elsewhere.close()
  }
})

test('two accounts of one business: the second stops and says so', async () => {
  const { sandbox, app } = world
  const { body } = await app.as('ana')<Account>('GET', `/api/accounts/${id}`)
  await sqlOf("update accounts set external_id = 'number:404' where id = $1", id)
  await sqlOf("update numbers set state = 'removed' where account_id = $1", id)
  const made = await app.as('ana')<Account>('POST', '/api/accounts', {
    body: {
      name: 'Outra',
      businessId: sandbox.outside.wabaId,
      accessToken: sandbox.outside.accessToken,
    },
  })
  assert.equal(made.status, 201)
  await sqlOf(
    'update accounts set external_id = $2 where id = $1',
    id,
    `number:${body.numbers[0]?.phoneNumberId}`,
  )
  const { problems, account } = await check()
  assert.ok(problems.some(({ code }) => code === 'account_twice'))
  assert.equal(account.state, 'needs_attention')
  await app.as('ana')('DELETE', `/api/accounts/${made.body.id}`)
  assert.equal((await check()).account.businessId, sandbox.outside.wabaId)
})

test('without a token there is nothing to ask with', async () => {
  const { rows } = await sqlOf('select access_token_encrypted as sealed from accounts where id = $1', id)
  await sqlOf('update accounts set access_token_encrypted = null where id = $1', id)
  const { problems, account } = await check()
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['token_missing'],
  )
  assert.deepEqual([account.accessTokenSet, account.accessTokenEnd], [false, null])
  await sqlOf('update accounts set access_token_encrypted = $2 where id = $1', id, rows[0]?.sealed)
  assert.deepEqual((await check()).problems, [])
})

test('every hour each account is asked about', async () => {
  const { app } = world
  const [schedule] = checkSchedules
  assert.ok(schedule)
  await sqlOf('update accounts set checked_at = null')
  await schedule.job.perform(
    app.ctx(),
    {},
    { signal: AbortSignal.timeout(10_000), attempt: 1, lastAttempt: false },
  )
  await app.idle()
  assert.ok((await read()).checkedAt)
})

// Last: it ends the sandbox.
test('a provider that does not answer is no reason to stop, but is said when it lasts', async () => {
  const { app, sandbox } = world
  await sandbox.close()
  assert.equal(await checkQuietly(app.ctx(), id, { patient: true }), 'unreachable')
  assert.equal((await read()).trouble, null)
  assert.equal(await quietly(), 'unreachable')
  assert.deepEqual([(await read()).state, (await read()).trouble?.code], ['connected', 'not_reachable'])
})
