import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Account } from '#contract/accounts.ts'
import type { Page } from '#contract/common.ts'
import { ChannelError } from '../../../channels/whatsapp-cloud/graph/index.ts'
import { graphWith } from '../doors/graph.ts'
import { appInSandbox, type World } from '../testing.ts'
import { connectFromEnvironment } from './environment.ts'

let world: World
before(async () => {
  world = await appInSandbox({ account: true, worker: true })
})
after(() => world?.close())

const accounts = async () => (await world.app.as('ana')<Page<Account>>('GET', '/api/accounts')).body.data

test('a first start makes the account and its number; a job finds out the rest', async () => {
  const { app, sandbox } = world
  await app.idle()
  const [account, ...more] = await accounts()
  assert.ok(account && more.length === 0)
  const { wabaId, businessId, numbers } = sandbox.outside
  assert.deepEqual([account.businessId, account.portfolioId], [wabaId, businessId])
  assert.notEqual(account.name, 'WhatsApp', 'named as the business calls itself')
  assert.deepEqual(
    account.numbers.map(({ phoneNumberId, phoneNumber, name }) => [phoneNumberId, phoneNumber, name]),
    numbers.map(({ id, phone, name }) => [id, phone, name]),
  )
})

test('another start, also two at once, changes nothing', async () => {
  const { app } = world
  const before = await accounts()
  await Promise.all([connectFromEnvironment(app.ctx()), connectFromEnvironment(app.ctx())])
  await app.idle()
  assert.deepEqual(await accounts(), before)
})

test('a new token in the environment counts when the old one does not work any more', async () => {
  const { app, sandbox } = world
  const [account] = await accounts()
  assert.ok(account)
  const stale = app.deps.secrets.seal('accounts.access_token_encrypted', 'EAAold')
  await app.database.pool.query(
    "update accounts set access_token_encrypted = $1, state = 'needs_attention', trouble = 'token_invalid'",
    [stale],
  )
  await connectFromEnvironment(app.ctx())
  await app.idle()
  const [after] = await accounts()
  assert.deepEqual([after?.state, after?.trouble], ['connected', null])
  assert.equal(after?.accessTokenEnd, sandbox.outside.accessToken.slice(-4))
})

test('whoever removed it keeps it removed', async () => {
  const { app } = world
  const [account] = await accounts()
  assert.equal((await app.as('ana')('DELETE', `/api/accounts/${account?.id}`)).status, 204)
  await connectFromEnvironment(app.ctx())
  assert.deepEqual(await accounts(), [])
})

test('a start needs no network', async () => {
  const offline = await appInSandbox({
    account: true,
    env: { META_GRAPH_URL: 'http://127.0.0.1:9' },
  })
  try {
    const { body } = await offline.app.as('ana')<Page<Account>>('GET', '/api/accounts')
    const [account] = body.data
    assert.deepEqual([account?.businessId, account?.state], [null, 'connected'])
    assert.equal(account?.numbers[0]?.phoneNumberId, offline.sandbox.outside.numbers[0]?.id)
    await assert.rejects(graphWith(offline.app.ctx(), 'EAAx').debugToken(), ChannelError)
  } finally {
    await offline.close()
  }
})
