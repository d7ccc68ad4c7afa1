import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testServer } from '#platform/http/test-server.ts'
import { createMetrics } from '#platform/metrics.ts'

test('asking for a metric again gives the same one', async () => {
  const metrics = createMetrics()
  metrics.counter('messages_total', 'Messages', ['channel']).inc({ channel: 'whatsapp' })
  metrics.counter('messages_total', 'Messages', ['channel']).inc({ channel: 'whatsapp' }, 2)
  metrics.gauge('queue_depth', 'Waiting').set(4)
  metrics
    .histogram('took_seconds', 'Took', { labelNames: ['step'], buckets: [1, 2] })
    .observe({ step: 'one' }, 1.5)
  const text = await metrics.registry.metrics()
  assert.match(text, /^messages_total\{channel="whatsapp"\} 3$/m)
  assert.match(text, /^queue_depth 4$/m)
  assert.match(text, /^took_seconds_bucket\{le="2",step="one"\} 1$/m)
})

test('two programs in one process count apart', async () => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.counter('things_total', 'Things').inc()
  assert.match(await one.registry.metrics(), /^things_total 1$/m)
  assert.doesNotMatch(await other.registry.metrics(), /things_total/)
})

test('with a token, only who has it reads them', async () => {
  const server = await testServer({ env: { METRICS_TOKEN: 'a-token-for-prometheus' } })
  try {
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: 'a-token-for-prometheus' },
    ])
      assert.equal((await server.ask('GET', '/metrics', { headers })).status, 401)
    const { status, text, headers } = await server.ask('GET', '/metrics', {
      headers: { authorization: 'Bearer a-token-for-prometheus' },
    })
    assert.equal(status, 200)
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
    assert.match(text, /^nodejs_eventloop_lag_seconds /m)
  } finally {
    await server.close()
  }
})

test('without one, only this machine does, and not through a proxy on it', async () => {
  const server = await testServer()
  const behindProxy = await testServer({ env: { TRUST_PROXY: 'loopback' } })
  try {
    assert.equal((await server.ask('GET', '/metrics')).status, 200)
    for (const { ask } of [server, behindProxy])
      for (const headers of [
        { 'x-forwarded-for': '203.0.113.7' },
        { 'x-forwarded-for': '127.0.0.1' },
        { 'x-forwarded-for': 'no address' },
        { forwarded: 'for=203.0.113.7' },
      ])
        assert.equal((await ask('GET', '/metrics', { headers })).status, 403, JSON.stringify(headers))
  } finally {
    await server.close()
    await behindProxy.close()
  }
})
