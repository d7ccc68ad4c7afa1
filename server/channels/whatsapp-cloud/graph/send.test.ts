import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Sent } from '../../channel.ts'
import { openGraph } from './index.ts'
import { failing, hello, impatient, json, number, startFakeGraph, token } from './testing.ts'

const call = `POST /v25.0/${number}/messages`
let fake: Awaited<ReturnType<typeof startFakeGraph>>
before(async () => {
  fake = await startFakeGraph()
})
after(() => fake.close())
beforeEach(() => fake.received.splice(0))

function refusedOrInDoubt(sent: Sent) {
  assert.ok(sent.outcome !== 'accepted')
  const { code, class: kind, scope, trouble } = sent.error
  return [sent.outcome, code, kind, scope, trouble]
}

describe('accepted', () => {
  test('with the ids that Meta gave', async () => {
    const contacts = [{ input: '+5531987654321', wa_id: '553187654321', user_id: 'BR.1' }]
    fake.on(call, json({ messaging_product: 'whatsapp', contacts, messages: [{ id: 'wamid.A' }] }))
    assert.deepEqual(await fake.graph.send(hello()), {
      outcome: 'accepted',
      providerId: 'wamid.A',
      held: false,
      recipient: { waId: '553187654321', userId: 'BR.1' },
    })
    const [request] = fake.received
    assert.equal(request?.headers.authorization, `Bearer ${token}`)
    assert.equal(request?.headers['content-type'], 'application/json')
    assert.match(request?.body.toString() ?? '', /"to":"\+5531987654321"/)
  })

  test('held back by Meta for a while', async () => {
    fake.on(call, json({ messages: [{ id: 'wamid.A', message_status: 'held_for_quality_assessment' }] }))
    const sent = await fake.graph.send(hello())
    assert.ok(sent.outcome === 'accepted' && sent.held)
    fake.on(call, json({ messages: [{ id: 'wamid.A', message_status: 'accepted' }] }))
    const other = await fake.graph.send(hello())
    assert.ok(other.outcome === 'accepted' && !other.held)
  })
})

describe('refused', () => {
  const cases: [string, number, number, object, unknown[]][] = [
    ['too fast for the number', 130429, 400, {}, ['refused', '130429', 'A', 'number', 'throughput_limited']],
    ['too fast for the person', 131056, 400, {}, ['refused', '131056', 'A', 'person', 'pair_rate_limited']],
    ['a token that is no good', 190, 401, {}, ['refused', '190', 'C', 'account', 'token_invalid']],
    ['a window that is closed', 131047, 400, {}, ['refused', '131047', 'C', 'message', 'window_closed']],
    [
      'a known code, whatever the status',
      130429,
      500,
      {},
      ['refused', '130429', 'A', 'number', 'throughput_limited'],
    ],
    [
      'a number that does not exist',
      100,
      400,
      { error_subcode: 33 },
      ['refused', '33', 'C', 'number', 'number_not_found'],
    ],
    ['our own mistake', 100, 400, {}, ['refused', '100', 'C', 'message', 'invalid_message']],
  ]
  for (const [name, code, status, more, expected] of cases)
    test(name, async () => {
      fake.on(call, failing(code, status, more))
      assert.deepEqual(refusedOrInDoubt(await fake.graph.send(hello())), expected)
    })

  test('by somebody in between, who does not speak as Meta does', async () => {
    fake.on(call, (response) => response.writeHead(403).end('<h1>Forbidden</h1>'))
    const [outcome, code] = refusedOrInDoubt(await fake.graph.send(hello()))
    assert.deepEqual([outcome, code], ['refused', 'http_403'])
  })

  test('where nobody takes the connection: to be tried again by the whole account', async () => {
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const address = nobody.address()
    assert.ok(address && typeof address === 'object')
    nobody.close()
    await once(nobody, 'close')
    const access = { graphUrl: `http://127.0.0.1:${address.port}`, version: 'v25.0', accessToken: token }
    const sent = await openGraph(access, fake.outbound).send(hello())
    assert.deepEqual(refusedOrInDoubt(sent), ['refused', 'network', 'A', 'account', 'provider_unavailable'])
  })

  test('before anything is asked: nobody to send to, a process that stops, a token with a line break', async () => {
    const [, code] = refusedOrInDoubt(await fake.graph.send(hello({})))
    assert.equal(code, 'no_recipient')
    const stopping = await fake.graph.send(hello(), AbortSignal.abort())
    assert.deepEqual(refusedOrInDoubt(stopping).slice(0, 3), ['refused', 'stopped', 'A'])
    const access = { graphUrl: fake.url, version: 'v25.0', accessToken: `${token}\n` }
    const sent = await openGraph(access, fake.outbound).send(hello())
    assert.deepEqual(refusedOrInDoubt(sent), ['refused', '190', 'C', 'account', 'token_invalid'])
    assert.ok(!JSON.stringify(sent).includes(token))
    assert.deepEqual(fake.received, [])
  })
})

describe('in doubt', () => {
  async function assertInDoubt(sent: Promise<Sent>): Promise<void> {
    const { outcome, ...rest } = await sent
    assert.equal(outcome, 'in_doubt', JSON.stringify(rest))
    assert.equal(fake.received.length, 1, 'it was not sent again')
  }

  test('the line was cut after the request went out', async () => {
    fake.on(call, (response) => response.destroy())
    await assertInDoubt(fake.graph.send(hello()))
  })

  test('the line was cut in the middle of the answer', async () => {
    fake.on(call, (response) => {
      response.writeHead(200, { 'content-length': '900' })
      response.write('{"messages":[{"id":', () => response.destroy())
    })
    await assertInDoubt(fake.graph.send(hello()))
  })

  test('no answer came in time', async () => {
    fake.on(call, () => {})
    const access = { graphUrl: fake.url, version: 'v25.0', accessToken: token }
    await assertInDoubt(openGraph(access, impatient(fake.outbound, 300)).send(hello()))
  })

  test('the process stopped waiting', async () => {
    const stop = new AbortController()
    fake.on(call, () => stop.abort())
    await assertInDoubt(fake.graph.send(hello(), stop.signal))
  })

  const answers: [string, Parameters<typeof fake.on>[1]][] = [
    ['Meta does not know either', failing(131000, 400)],
    ['its servers are down', failing(131016, 503)],
    ['an error that nobody told us of', failing(987654, 500)],
    ['one that will pass, it says', failing(987654, 400, { is_transient: true })],
    ['a page of somebody in between', (response) => response.writeHead(502).end('<h1>Bad gateway</h1>')],
    ['taken, with an answer that cannot be read', json({ messages: [] })],
    ['taken, with an answer that never ends', (response) => response.end(Buffer.alloc(200_000, ' '))],
  ]
  for (const [name, reply] of answers)
    test(name, async () => {
      fake.on(call, reply)
      await assertInDoubt(fake.graph.send(hello()))
    })
})

test('an error keeps what support asks for and loses what is secret', async () => {
  const message = `Malformed access token ${token} and EAAGanotheronewithmanyletters`
  const more = { message, error_data: { details: `Bad: ${token}` }, fbtrace_id: 'AbC' }
  fake.on(call, failing(190, 401, more))
  const sent = await fake.graph.send(hello())
  assert.ok(sent.outcome === 'refused')
  assert.equal(sent.error.detail, 'Bad: … (fbtrace_id AbC)')
  assert.doesNotMatch(JSON.stringify(sent), /EAA/)
})
