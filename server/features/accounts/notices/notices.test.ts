import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Account, BusinessNumber } from '#contract/accounts.ts'
import { appInSandbox, type World } from '../testing.ts'
import { applyField } from './apply.ts'

let world: World
let account: Account
// Without a worker: what the notice itself says is looked at, not what asking afterwards finds.
before(async () => {
  world = await appInSandbox()
  const { wabaId: businessId, accessToken } = world.sandbox.outside
  const { body } = await world.app.as('ana')<Account>('POST', '/api/accounts', {
    body: { name: 'Clínica Aurora', businessId, accessToken },
  })
  account = body
})
beforeEach(() => world.app.as('ana')('POST', `/api/accounts/${account.id}/check`))
after(() => world?.close())

const read = async () => (await world.app.as('ana')<Account>('GET', `/api/accounts/${account.id}`)).body
const first = async () => (await read()).numbers[0] ?? assert.fail('there is a number')
const shown = () => account.numbers[0]?.phoneNumber?.replace(/^\+(\d\d)(\d\d)/, '+$1 $2 ')

const tell = (field: string, value: Record<string, unknown>, sender = world.sandbox.outside.wabaId) =>
  applyField(world.app.ctx(), { account: sender, number: null, field, value })
const checksWaiting = async () =>
  (
    await world.app.database.pool.query(
      "select from graphile_worker.jobs where task_identifier = 'accounts.check'",
    )
  ).rowCount

const quality = 'phone_number_quality_update'
const aboutNumber: Array<[string, Record<string, unknown>, Partial<BusinessNumber>]> = [
  [
    quality,
    { event: 'ONBOARDING', max_daily_conversations_per_business: 'TIER_10K' },
    { limitTier: 'TIER_10K' },
  ],
  [quality, { event: 'UPGRADE', current_limit: 'TIER_100K' }, { limitTier: 'TIER_100K' }],
  [quality, { event: 'FLAGGED' }, { quality: 'RED' }],
  [quality, { event: 'UNFLAGGED' }, { quality: 'GREEN' }],
  [quality, { event: 'THROUGHPUT_UPGRADE' }, { throughput: 1000 }],
  [quality, { event: 'SOMETHING_NEW', max_daily_conversations_per_business: null }, { quality: 'GREEN' }],
  [
    'phone_number_name_update',
    { decision: 'APPROVED', requested_verified_name: 'Aurora' },
    { name: 'Aurora' },
  ],
  [
    'phone_number_name_update',
    { decision: 'REJECTED', requested_verified_name: 'Nunca' },
    { name: 'Aurora' },
  ],
]
for (const [field, value, expected] of aboutNumber)
  test(`${field} ${JSON.stringify(value)}`, async () => {
    await tell(field, { display_phone_number: shown(), ...value })
    const number = await first()
    assert.deepEqual({ ...number, ...expected }, number)
    assert.equal(await checksWaiting(), 1, 'how it is now is asked')
  })

const capability = 'business_capability_update'
for (const [limit, expected] of [
  [2000, 'TIER_2K'],
  [250, 'TIER_250'],
  ['TIER_UNLIMITED', 'TIER_UNLIMITED'],
  [-1, 'TIER_UNLIMITED'],
] as const)
  test(`${capability} ${limit} is for every number`, async () => {
    await tell(capability, { max_daily_conversations_per_business: limit, max_phone_numbers_per_waba: 20 })
    const { numbers } = await read()
    assert.ok(numbers.length > 1 && numbers.every(({ limitTier }) => limitTier === expected))
  })

const restricted = (type: string) => ({
  event: 'ACCOUNT_RESTRICTION',
  restriction_info: [{ restriction_type: type, expiration: 1_800_000_000 }],
})
const aboutAccount: Array<[string, Record<string, unknown>, string, string | null]> = [
  ['account_update', restricted('RESTRICTED_BIZ_INITIATED_MESSAGING'), 'connected', 'account_restricted'],
  [
    'account_update',
    restricted('RESTRICTED_CUSTOMER_INITIATED_MESSAGING'),
    'needs_attention',
    'account_restricted',
  ],
  ['account_update', { event: 'ACCOUNT_RESTRICTION' }, 'connected', 'account_restricted'],
  [
    'account_update',
    { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } },
    'connected',
    'policy_violation',
  ],
  [
    'account_update',
    { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } },
    'needs_attention',
    'account_restricted',
  ],
  [
    'account_update',
    { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } },
    'connected',
    'account_restricted',
  ],
  ['account_update', { event: 'ACCOUNT_DELETED' }, 'needs_attention', 'deleted'],
  ['account_update', { event: 'ACCOUNT_OFFBOARDED' }, 'needs_attention', 'disconnected'],
  ['account_update', { event: 'VOLUME_BASED_PRICING_TIER_UPDATE' }, 'connected', null],
  ['account_update', { event: 42, restriction_info: 'soon' }, 'connected', null],
  ['account_review_update', { decision: 'REJECTED' }, 'needs_attention', 'review_rejected'],
  ['account_review_update', { decision: 'PENDING' }, 'connected', null],
  [
    'account_alerts',
    { entity_type: 'BUSINESS', alert_info: { alert_severity: 'CRITICAL', alert_status: 'ACTIVE' } },
    'connected',
    'alert',
  ],
  [
    'account_alerts',
    { entity_type: 'BUSINESS', alert_info: { alert_severity: 'INFORMATIONAL', alert_status: 'ACTIVE' } },
    'connected',
    null,
  ],
  ['message_template_status_update', { event: 'APPROVED' }, 'connected', null],
]
for (const [field, value, state, trouble] of aboutAccount)
  test(`${field} ${JSON.stringify(value)}`, async () => {
    await tell(field, value)
    const now = await read()
    assert.deepEqual([now.state, now.trouble?.code ?? null], [state, trouble])
  })

test('of partners the sender is the portfolio; the account stands in the value', async () => {
  const { wabaId, businessId } = world.sandbox.outside
  const value = { event: 'PARTNER_REMOVED', waba_info: { waba_id: wabaId } }
  await tell('account_update', value, businessId)
  assert.equal((await read()).trouble?.code, 'disconnected')
})

test('what is said to be over is over, and nothing else is', async () => {
  await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } })
  await tell('account_review_update', { decision: 'APPROVED' })
  assert.equal((await read()).state, 'needs_attention')
  await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } })
  assert.deepEqual([(await read()).state, (await read()).trouble], ['connected', null])
})

test('an alert about a number, as older notices have it too, and its end', async () => {
  const { phoneNumberId: entity_id } = await first()
  const about = { entity_type: 'PHONE_NUMBER', entity_id, alert_severity: 'CRITICAL' }
  await tell('account_alerts', { ...about, alert_status: 'ACTIVE', alert_type: 'LOW_QUALITY' })
  assert.deepEqual([(await first()).state, (await first()).trouble?.detail], ['active', 'LOW_QUALITY'])
  await tell('account_alerts', { ...about, alert_status: 'NONE' })
  assert.equal((await first()).trouble, null)
})

test('of an account that is not ours nothing is kept', async () => {
  const count = async () => (await world.app.database.pool.query('select from events')).rowCount
  const before = await count()
  await tell('account_update', { event: 'ACCOUNT_DELETED' }, '404')
  assert.equal(await count(), before)
  await tell('something_new', { event: 'X' })
  assert.equal(await count(), (before ?? 0) + 1, 'of ours it is said that it came')
})
