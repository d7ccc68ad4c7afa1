import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { ChannelError } from './index.ts'
import { failing, json, number, startFakeGraph, token } from './testing.ts'

const waba = '102290129340398'
let fake: Awaited<ReturnType<typeof startFakeGraph>>
before(async () => {
  fake = await startFakeGraph()
})
after(() => fake.close())
beforeEach(() => fake.received.splice(0))

const rejects = async (call: Promise<unknown>, expected: object): Promise<void> => {
  await assert.rejects(call, (error: unknown) => {
    assert.ok(error instanceof ChannelError)
    assert.partialDeepStrictEqual(error.error, expected)
    assert.doesNotMatch(`${error.message} ${error.stack} ${error.cause} ${JSON.stringify(error)}`, /EAAJ/)
    return true
  })
}

test('all numbers of an account are listed, page by page, without following addresses that hold the token', async () => {
  fake.on(`GET /v25.0/${waba}/phone_numbers`, (response, { url }) => {
    const isSecond = url.includes('after=QQ')
    const next = `${fake.url}/elsewhere?access_token=${token}&after=QQ`
    const paging = { cursors: { after: 'QQ' }, ...(!isSecond && { next }) }
    json({ data: [{ id: isSecond ? '2' : '1', display_phone_number: '+55 31 98765-4321' }], paging })(
      response,
      {
        method: '',
        url,
        headers: {},
        body: Buffer.alloc(0),
      },
    )
  })
  const numbers = await fake.graph.listNumbers(waba)
  assert.deepEqual(
    numbers.map(({ id, phone }) => [id, phone]),
    [
      ['1', '+5531987654321'],
      ['2', '+5531987654321'],
    ],
  )
  assert.equal(fake.received.length, 2)
})

test('a number with everything, and one with nothing but its id', async () => {
  const path = `GET /v25.0/${number}`
  fake.on(
    path,
    json({
      id: number,
      display_phone_number: '+1 555-010-0000',
      verified_name: 'Clínica',
      quality_rating: 'GREEN',
      throughput: { level: 'HIGH' },
      status: 'CONNECTED',
      platform_type: 'CLOUD_API',
      code_verification_status: 'VERIFIED',
      whatsapp_business_manager_messaging_limit: 'TIER_2K',
      webhook_configuration: { phone_number: 'https://a.example/hook' },
    }),
  )
  assert.deepEqual(await fake.graph.readNumber(number), {
    id: number,
    phone: '+15550100000',
    name: 'Clínica',
    quality: 'GREEN',
    limitTier: 'TIER_2K',
    status: 'CONNECTED',
    platform: 'CLOUD_API',
    verification: 'VERIFIED',
    throughput: 1000,
    callback: 'https://a.example/hook',
  })
  fake.on(path, json({ id: number, throughput: 'NEW SHAPE', status: 7 }))
  const bare = await fake.graph.readNumber(number)
  assert.deepEqual([bare.phone, bare.throughput, bare.status], [null, null, null])
  fake.on(path, failing(100, 400, { error_subcode: 33 }))
  await rejects(fake.graph.readNumber(number), { code: '33', trouble: 'number_not_found' })
})

test('the account, its token and what it is subscribed to', async () => {
  fake.on(
    `GET /v25.0/${waba}`,
    json({ id: waba, name: 'Clínica', owner_business_info: { id: '9', name: 'Grupo' } }),
  )
  assert.deepEqual(await fake.graph.readAccount(waba), {
    id: waba,
    name: 'Clínica',
    portfolioId: '9',
    portfolioName: 'Grupo',
  })
  const granular_scopes = [{ scope: 'whatsapp_business_messaging', target_ids: [waba] }]
  const scopes = ['whatsapp_business_messaging']
  const expires_at = 1_800_000_000
  fake.on(
    'GET /v25.0/debug_token',
    json({ data: { is_valid: true, app_id: '5', expires_at, scopes, granular_scopes } }),
  )
  assert.deepEqual(await fake.graph.debugToken(), {
    valid: true,
    appId: '5',
    expiresAt: new Date(expires_at * 1000),
    scopes,
    targets: [waba],
    trouble: null,
  })
  fake.on('GET /v25.0/debug_token', json({ data: { is_valid: false, error: { message: `Bad ${token}` } } }))
  const bad = await fake.graph.debugToken()
  assert.deepEqual([bad.valid, bad.expiresAt, bad.trouble], [false, null, 'Bad …'])

  const subscription = `/v25.0/${waba}/subscribed_apps`
  fake.on(`GET ${subscription}`, json({ data: [{ whatsapp_business_api_data: { id: '5' } }] }))
  assert.deepEqual(
    [
      await fake.graph.isSubscribed(waba),
      await fake.graph.isSubscribed(waba, '5'),
      await fake.graph.isSubscribed(waba, '6'),
    ],
    [true, true, false],
  )
  fake.on(`POST ${subscription}`, json({ success: true }))
  fake.on(`DELETE ${subscription}`, json({ success: true }))
  fake.received.splice(0)
  await fake.graph.subscribe(waba)
  await fake.graph.subscribe(waba, { callback: 'https://a.example/hook', verifyToken: 'v' })
  await fake.graph.unsubscribe(waba)
  assert.deepEqual(
    fake.received.map(({ method, body }) => [method, body.toString()]),
    [
      ['POST', '{}'],
      ['POST', '{"override_callback_uri":"https://a.example/hook","verify_token":"v"}'],
      ['DELETE', ''],
    ],
  )
})

test('marked as read, with and without typing', async () => {
  fake.on(`POST /v25.0/${number}/messages`, json({ success: true }))
  await fake.graph.markRead(number, 'wamid.A', { typing: true })
  await fake.graph.markRead(number, 'wamid.A', { typing: false })
  const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.A' }
  assert.deepEqual(
    fake.received.map(({ body }) => JSON.parse(body.toString())),
    [{ ...read, typing_indicator: { type: 'text' } }, read],
  )
})

describe('what Meta remembers of a message', () => {
  const path = `GET /v25.0/${number}/message_history`

  test('in the order in which it happened', async () => {
    const events = {
      data: [
        { delivery_status: 'DELIVERED', timestamp: 1_640_995_260 },
        { delivery_status: 'SENT', timestamp: 1_640_995_200 },
        { delivery_status: 'SOMETHING_NEW', timestamp: 1_640_995_300 },
      ],
    }
    const other = { data: [{ delivery_status: 'READ', timestamp: 1 }] }
    fake.on(
      path,
      json({
        data: [
          { message_id: 'wamid.A', events },
          { message_id: 'wamid.B', events: other },
        ],
      }),
    )
    assert.deepEqual(
      (await fake.graph.messageHistory(number, 'wamid.A')).map(({ status, said }) => [status, said]),
      [
        ['sent', 'SENT'],
        ['delivered', 'DELIVERED'],
        [null, 'SOMETHING_NEW'],
      ],
    )
  })

  test('nothing of what it does not know; other refusals are refusals', async () => {
    fake.on(path, failing(100, 422))
    assert.deepEqual(await fake.graph.messageHistory(number, 'wamid.A'), [])
    fake.on(path, failing(200, 403))
    await rejects(fake.graph.messageHistory(number, 'wamid.A'), { trouble: 'permission_missing' })
  })
})

describe('failures', () => {
  const path = `GET /v25.0/${waba}`

  test('are explained, and never hold the token', async () => {
    fake.on(path, failing(190, 401, { message: `Malformed access token ${token}` }))
    await rejects(fake.graph.readAccount(waba), { trouble: 'token_invalid', scope: 'account' })
    fake.on(path, (response) => response.destroy())
    await rejects(fake.graph.readAccount(waba), { class: 'B', trouble: 'provider_unavailable' })
    fake.on('GET /v25.0/debug_token', (response) => response.destroy())
    await rejects(fake.graph.debugToken(), { class: 'B' })
    fake.on(path, json({ name: 'without an id' }))
    await rejects(fake.graph.readAccount(waba), { code: 'bad_answer' })
    fake.on(path, (response) => response.end(Buffer.alloc(2_000_000, ' ')))
    await rejects(fake.graph.readAccount(waba), { code: 'too_large' })
  })

  test('an id cannot lead elsewhere', async () => {
    for (const id of ['..', '', '.'])
      await rejects(fake.graph.readAccount(id), { code: 'bad_id', trouble: 'invalid_message' })
    assert.equal(fake.received.length, 0)
    await rejects(fake.graph.readAccount('../debug_token?x='), { class: 'C' })
    assert.equal(fake.received[0]?.url.split('?')[0], '/v25.0/..%2Fdebug_token%3Fx%3D')
  })
})
