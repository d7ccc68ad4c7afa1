import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Opened, openReceiver, openSandbox, type Reply } from '../testing.ts'

let opened: Opened
before(async () => {
  opened = await openSandbox()
})
after(() => opened.close())

const get = (path: string) => opened.graph('GET', path)
const codeOf = ({ status, body }: { status: number; body: { error: { code: number } } }) => [
  status,
  body.error?.code,
]

test('a wrong token, none, and a revoked one are refused with 190', async () => {
  const { outside, number, sandbox } = opened
  assert.deepEqual(codeOf(await opened.graph('GET', number.id, undefined, 'wrong')), [401, 190])
  const bare = await fetch(`${outside.graphUrl}/v25.0/${number.id}`)
  assert.equal(bare.status, 401)
  sandbox.faults.set({ revokedToken: true })
  assert.deepEqual(codeOf(await get(number.id)), [401, 190])
  sandbox.faults.clear()
  assert.equal((await get(number.id)).status, 200)
})

test('the token of the app may look at tokens and nothing else', async () => {
  const { appId, appSecret, accessToken, wabaId } = opened.outside
  const app = `${appId}|${appSecret}`
  assert.deepEqual(codeOf(await opened.graph('GET', opened.number.id, undefined, app)), [403, 200])
  const known = await opened.graph('GET', `debug_token?input_token=${accessToken}`, undefined, app)
  assert.equal(known.body.data.is_valid, true)
  const scope = known.body.data.granular_scopes.find(
    (one: { scope: string }) => one.scope === 'whatsapp_business_messaging',
  )
  assert.deepEqual(scope.target_ids, [wabaId])
  assert.equal((await get('debug_token?input_token=nope')).body.data.is_valid, false)
})

test('a proof of the secret is looked at when it is there', async () => {
  const { accessToken, appSecret } = opened.outside
  const proof = createHmac('sha256', appSecret).update(accessToken).digest('hex')
  assert.equal((await get(`${opened.number.id}?appsecret_proof=${proof}`)).status, 200)
  assert.deepEqual(codeOf(await get(`${opened.number.id}?appsecret_proof=00`)), [400, 100])
})

test('versions that Meta serves, and no others', async () => {
  const { outside, number } = opened
  const ask = async (version: string) => {
    const headers = { authorization: `Bearer ${outside.accessToken}` }
    const response = await fetch(`${outside.graphUrl}/${version}/${number.id}`, { headers })
    const body: Reply['body'] = await response.json()
    return response.ok ? 200 : body.error.code
  }
  assert.deepEqual(
    await Promise.all(['v21.0', 'v22.0', 'v25.0', 'v26.0', 'v27.0', 'v25.1', 'sandbox-ish'].map(ask)),
    [2635, 200, 200, 200, 2635, 2635, 2500],
  )
})

test('numbers and the account, by the fields that are asked for', async () => {
  const { number, outside } = opened
  const { body } = await get(`${number.id}?fields=display_phone_number,verified_name,status,throughput`)
  assert.deepEqual(body, {
    id: number.id,
    display_phone_number: '+55 11 5039-1000',
    verified_name: 'Clínica Centro',
    status: 'CONNECTED',
    throughput: { level: 'STANDARD' },
  })
  const account = await get(`${outside.wabaId}?fields=id,name,owner_business_info{id,name}`)
  assert.equal(account.body.owner_business_info.id, outside.businessId)
  assert.deepEqual(codeOf(await get(`${number.id}?fields=favourite_colour`)), [400, 100])
  const all = await get(`${outside.wabaId}/phone_numbers?fields=id`)
  assert.deepEqual(
    all.body.data,
    outside.numbers.map(({ id }) => ({ id })),
  )
})

test('what is not there, or not ours', async () => {
  for (const path of ['123', '123/phone_numbers', '123/messages', '123/message_templates']) {
    const method = path.endsWith('messages') ? 'POST' : 'GET'
    const reply = await opened.graph(method, path)
    assert.deepEqual([...codeOf(reply), reply.body.error.error_subcode], [400, 100, 33], path)
  }
})

test('what is not JSON is answered in the shape of the Graph', async () => {
  const { outside, number } = opened
  const response = await fetch(`${outside.graphUrl}/v25.0/${number.id}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${outside.accessToken}`, 'content-type': 'application/json' },
    body: '{"to":',
  })
  const body: Reply['body'] = await response.json()
  assert.deepEqual(codeOf({ status: response.status, body }), [400, 100])
})

test('an address of its own for the account must know its token; without a subscription nothing comes', async () => {
  const { outside, sandbox, receiver, number } = opened
  const path = `${outside.wabaId}/subscribed_apps`
  const other = await openReceiver(() => 'another token')
  const override = { override_callback_uri: other.url, verify_token: 'another token' }
  const write = async () => {
    await sandbox.customers.write(sandbox.customers.create().id, { number: number.id, text: 'Oi' })
    await sandbox.settled()
    const counts = [receiver.received.length, other.received.length]
    receiver.clear()
    other.clear()
    return counts
  }
  const refused = await opened.graph('POST', path, { ...override, verify_token: 'wrong' })
  assert.deepEqual(codeOf(refused), [400, 2200])
  assert.deepEqual(await write(), [1, 0])
  assert.deepEqual((await opened.graph('POST', path, override)).body, { success: true })
  assert.deepEqual(await write(), [0, 1])
  assert.equal((await get(path)).body.data[0].override_callback_uri, other.url)
  await opened.graph('DELETE', path)
  assert.deepEqual([await write(), (await get(path)).body.data], [[0, 0], []])
  await opened.graph('POST', path)
  assert.deepEqual(await write(), [1, 0])
  other.close()
})

test('the history says what became of a message, and whether the webhook arrived', async () => {
  const { phone } = await opened.someone()
  opened.receiver.answer(500)
  const sent = await opened.send({ to: phone, text: { body: 'Oi' } })
  await opened.sandbox.settled()
  const id = sent.body.messages[0].id
  const path = `${opened.number.id}/message_history?message_id=${encodeURIComponent(id)}`
  const { body } = await get(`${path}&fields=id,message_id,events{delivery_status,webhook_update_state}`)
  assert.equal(body.data[0].message_id, id)
  assert.deepEqual(
    body.data[0].events.data.map((event: Record<string, string>) => [
      event.delivery_status,
      event.webhook_update_state,
    ]),
    [
      ['SENT', 'DELIVERED'],
      ['DELIVERED', 'DELIVERED'],
      ['READ', 'DELIVERED'],
    ],
  )
  assert.equal((await get(`${opened.number.id}/message_history?message_id=wamid.no`)).status, 422)
})

test('a number is registered with six digits, always the same', async () => {
  const register = (pin: string) =>
    opened.graph('POST', `${opened.number.id}/register`, { messaging_product: 'whatsapp', pin })
  assert.deepEqual(codeOf(await register('12345')), [400, 100])
  assert.deepEqual((await register('123456')).body, { success: true })
  assert.deepEqual(codeOf(await register('654321')), [400, 133005])
})

test('who wrote today can be blocked, and is then neither written to nor heard', async () => {
  const { phone, id, waId } = await opened.someone()
  const stranger = opened.sandbox.customers.create()
  const path = `${opened.number.id}/block_users`
  const users = (...all: (string | null)[]) => ({
    messaging_product: 'whatsapp',
    block_users: all.map((user) => ({ user })),
  })
  assert.equal((await opened.graph('POST', path, users(stranger.phone))).status, 400)
  const blocked = await opened.graph('POST', path, users(phone))
  assert.deepEqual(blocked.body.block_users.added_users, [{ input: phone, wa_id: waId }])
  assert.deepEqual((await get(path)).body.data, [{ messaging_product: 'whatsapp', wa_id: waId }])
  assert.deepEqual(codeOf(await opened.send({ to: phone, text: { body: 'Oi' } })), [400, 130403])
  await opened.sandbox.customers.write(id, { number: opened.number.id, text: 'Alô?' })
  await opened.sandbox.settled()
  assert.deepEqual(opened.receiver.received, [])
  await opened.graph('DELETE', path, users(phone))
  assert.equal((await opened.send({ to: phone, text: { body: 'Oi' } })).status, 200)
})
