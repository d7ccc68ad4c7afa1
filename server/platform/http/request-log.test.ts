import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { Nothing } from '#contract/common.ts'
import { testServer } from '#platform/http/test-server.ts'

const server = await testServer({
  routes(http) {
    const params = z.object({ email: z.string() })
    http.post('/people/:email', {
      can: 'signed-in',
      summary: 'Write to somebody',
      params,
      body: z.object({ text: z.string() }),
      reply: Nothing,
      run: () => {},
    })
    http.get('/busy', { can: 'public', summary: 'Be busy', reply: Nothing, run: () => block(900) })
  },
})
after(() => server.close())

function block(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

const requests = () => server.logLines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')

test('one line per request: who and what, and nothing of what it was about', async () => {
  server.logLines.length = 0
  const { headers } = await server.as('ana')('POST', '/api/v1/people/maria@example.com?token=hidden', {
    json: { text: 'private' },
  })
  await server.ask('GET', '/maria@example.com')
  await server.ask('GET', '/health')
  const [one, two, watched] = requests()
  const { time, ms, ...rest } = one
  assert.ok(time && ms >= 0)
  assert.deepEqual(rest, {
    level: 'info',
    msg: 'request',
    method: 'POST',
    route: '/api/people/:email',
    status: 204,
    requestId: headers.get('x-request-id'),
    actor: 'person',
    actorId: '019aa0c4-5b1e-7c3a-9d52-000000000001',
  })
  assert.deepEqual([two.route, two.status], ['none', 404])
  assert.deepEqual([watched.route, watched.level], ['/health', 'debug'])
  assert.doesNotMatch(server.logLines.join(''), /maria|hidden|private/)
})

test('a level above info leaves them out', async () => {
  const quiet = await testServer({ deps: { log: server.deps.log.child({}, { level: 'warn' }) } })
  server.logLines.length = 0
  try {
    await quiet.ask('GET', '/api/nowhere')
    assert.deepEqual(requests(), [])
  } finally {
    await quiet.close()
  }
})

test('requests are measured by route, both prefixes as one', async () => {
  const { text } = await server.ask('GET', '/metrics')
  assert.match(
    text,
    /^http_request_duration_seconds_count\{method="POST",route="\/api\/people\/:email",status="204"\} 1$/m,
  )
  assert.match(text, /^process_cpu_seconds_total /m)
  assert.doesNotMatch(text, /maria/)
})

test('with too much to do, requests are turned away and the health is still told', async () => {
  // How long the loop lags is measured now and then, so on a slow machine one wave may pass between two looks.
  for (let wave = 1; wave <= 6; wave++) {
    const { refused, watched } = await waveOfWork()
    for (const { status } of watched) assert.equal(status, 200)
    for (const { json, headers } of refused)
      assert.deepEqual([json.code, headers.get('retry-after')], ['overloaded', '5'])
    if (refused.length > 0) return
  }
  assert.fail('nobody was turned away')
})

async function waveOfWork() {
  const every = (count: number, milliseconds: number, path: string) =>
    Promise.all(
      Array.from({ length: count }, (_, n) => later(n * milliseconds, () => server.ask('GET', path))),
    )
  const busy = Promise.all(Array.from({ length: 3 }, () => server.ask('GET', '/api/busy')))
  const [asked, watched] = await Promise.all([every(25, 200, '/api/nowhere'), every(8, 600, '/health')])
  await busy
  return { refused: asked.filter(({ status }) => status === 503), watched }
}

const later = async <T>(milliseconds: number, work: () => Promise<T>): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  return work()
}
