import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Opened, openSandbox } from '../testing.ts'

let opened: Opened
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phone-'))
  await mkdir(join(folder, 'chat'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Telefone</title>')
  await writeFile(join(folder, 'chat', 'ticks.ts'), 'export const ticks: number = 2\n')
  await writeFile(join(folder, 'ticks.test.ts'), 'secret')
  await writeFile(join(folder, '.env'), 'secret')
  opened = await openSandbox({ phoneFolder: pathToFileURL(`${folder}/`) })
})
after(async () => {
  await opened.close()
  await rm(folder, { recursive: true })
})

const page = (path: string, init?: RequestInit) => fetch(`${opened.sandbox.url}${path}`, init)

test('what can be seen holds no secret', async () => {
  const { body } = await opened.control('GET', 'state')
  assert.deepEqual([body.graphUrl, body.callback], [opened.outside.graphUrl, opened.receiver.url])
  assert.deepEqual(body.numbers, opened.outside.numbers)
  const { accessToken, appSecret, verifyToken } = opened.outside
  for (const secret of [accessToken, appSecret, verifyToken])
    assert.ok(!JSON.stringify(body).includes(secret))
})

test('a customer from the first word to the last tick', async () => {
  const { control, number } = opened
  const made = await control('POST', 'customers', { name: 'Bia', phone: '(11) 98888-7777' })
  assert.deepEqual([made.status, made.body.name, made.body.online], [201, 'Bia', true])
  const { id } = made.body
  const wrote = await control('POST', `customers/${id}/messages`, { number: number.id, text: 'Oi' })
  assert.deepEqual([wrote.status, wrote.body.direction, wrote.body.content.body], [201, 'in', 'Oi'])
  const listed = (await control('GET', 'customers')).body.data.find((one: { id: string }) => one.id === id)
  assert.equal(listed.threads[0].last.id, wrote.body.id)
  assert.equal((await control('PATCH', `customers/${id}`, { online: false })).body.online, false)
  await opened.send({ to: made.body.phone, text: { body: 'Olá' } })
  const { body } = await control('GET', `customers/${id}/thread?number=${number.id}`)
  assert.deepEqual(
    body.data.map(({ direction }: { direction: string }) => direction),
    ['in', 'out'],
  )
  assert.ok(body.window > body.data[0].at)
})

test('a file by form and by base64', async () => {
  const { control, number } = opened
  const { id } = opened.sandbox.customers.create()
  const form = new FormData()
  for (const [name, value] of Object.entries({ number: number.id, kind: 'image', caption: 'Veja' }))
    form.append(name, value)
  form.append('file', new Blob(['png'], { type: 'image/png' }), 'foto.png')
  const formed = await control('POST', `customers/${id}/messages`, form)
  assert.deepEqual([formed.status, formed.body.type, formed.body.content.caption], [201, 'image', 'Veja'])
  const shown = await page(formed.body.media.url)
  assert.deepEqual([await shown.text(), shown.headers.get('content-type')], ['png', 'image/png'])
  const document = { base64: btoa('<script>'), mimeType: 'text/html', filename: 'á.html' }
  const { body } = await control('POST', `customers/${id}/messages`, { number: number.id, document })
  const stored = await page(body.media.url)
  assert.match(stored.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''%C3%A1\.html/)
  assert.match(stored.headers.get('content-security-policy') ?? '', /sandbox/)
})

test('what is wrong is said, and where', async () => {
  const { control, number } = opened
  const { id } = opened.sandbox.customers.create()
  const wrong: [string, string, object | undefined, number][] = [
    ['GET', 'customers/nobody/thread', undefined, 404],
    ['GET', `customers/${id}/thread?number=1`, undefined, 404],
    ['POST', `customers/${id}/messages`, { number: '1', text: 'Oi' }, 404],
    ['POST', `customers/${id}/messages`, { number: number.id }, 400],
    ['POST', `customers/${id}/messages`, { number: number.id, text: 'Oi', reaction: { of: 'x' } }, 400],
    ['POST', 'customers', { colour: 'red' }, 400],
    ['PUT', 'faults', { latencyMs: -1 }, 400],
    ['PUT', 'callback', { url: 'http://127.0.0.1:1/' }, 400],
    ['GET', 'nothing', undefined, 404],
  ]
  for (const [method, path, body, status] of wrong) {
    const reply = await control(method, path, body)
    assert.equal(reply.status, status, path)
    assert.ok(reply.body.error.message)
  }
  const { body } = await control('PUT', 'faults', { latencyMs: -1 })
  assert.equal(body.error.where, 'latencyMs')
})

test('another site in the same browser cannot write', async () => {
  const init = { method: 'DELETE', headers: { 'sec-fetch-site': 'cross-site' } }
  assert.equal((await page('/sandbox/api/faults', init)).status, 409)
  init.headers['sec-fetch-site'] = 'same-origin'
  assert.equal((await page('/sandbox/api/faults', init)).status, 200)
})

test('fields, raw bodies, echoes, storms and the clock', async () => {
  const { control, number, receiver } = opened
  await opened.sandbox.settled()
  receiver.clear()
  const field = { field: 'phone_number_quality_update', value: { event: 'ONBOARDING' } }
  assert.equal((await control('POST', 'fields', field)).status, 202)
  assert.deepEqual((await control('POST', 'raw', { body: '{}', sign: 'wrong' })).body, { status: 200 })
  const { id } = opened.sandbox.customers.create()
  const echo = await control('POST', `numbers/${number.id}/echo`, { customer: id, text: 'Oi' })
  assert.deepEqual([echo.status, echo.body.echo], [201, true])
  const storm = await control('POST', 'storm', { messages: 5, perSecond: 1000, customers: 2 })
  assert.deepEqual([storm.body.messages, storm.body.customers], [5, 2])
  await opened.sandbox.settled()
  assert.equal(receiver.received.length, 8)
  const before = opened.sandbox.clock.now()
  assert.ok((await control('POST', 'clock', { advanceMs: 60_000 })).body.now >= before + 60_000)
})

test('the ledger is read on from where one was', async () => {
  const { control } = opened
  const all = opened.sandbox.ledger.after(0, 10_000)
  const seqs: number[] = []
  for (let after = 0; seqs.length < all.data.length; ) {
    const { body } = await control('GET', `ledger?after=${after}&limit=3`)
    seqs.push(...body.data.map(({ seq }: { seq: number }) => seq))
    after = body.next
  }
  assert.ok(seqs.length > 6)
  assert.deepEqual(
    seqs,
    all.data.map(({ seq }) => seq),
  )
  const { body } = await control('GET', `ledger?after=${all.next}`)
  assert.deepEqual(body, { data: [], next: all.next })
})

test('an open page hears what happens', async () => {
  const closing = new AbortController()
  const { body, headers } = await page('/sandbox/api/stream', { signal: closing.signal })
  assert.equal(headers.get('content-type'), 'text/event-stream')
  assert.ok(body)
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  const { id, phone } = opened.sandbox.customers.create()
  await opened.sandbox.customers.write(id, { number: opened.number.id, text: 'Oi' })
  opened.sandbox.faults.set({ latencyMs: 1 })
  await opened.send({ to: phone, text: { body: 'Olá' } })
  opened.sandbox.faults.clear()
  let heard = ''
  while (!heard.includes('"status":"delivered"')) heard += (await reader.read()).value ?? assert.fail('ended')
  const events = [...heard.matchAll(/^event: (\w+)\ndata: (.+)$/gm)].map(([, name, text = '']) => ({
    name,
    data: JSON.parse(text),
  }))
  assert.deepEqual([...new Set(events.map(({ name }) => name))].sort(), [
    'customer',
    'faults',
    'message',
    'status',
  ])
  const message = events.find(({ name }) => name === 'message')
  assert.deepEqual([message?.data.customer, message?.data.message.content], [id, { body: 'Oi' }])
  await reader.cancel()
  closing.abort()
})

test('the page is served with types stripped, and nothing that is not part of it', async () => {
  const index = await page('/sandbox')
  assert.deepEqual(
    [index.redirected, index.status, await index.text()],
    [true, 200, '<!doctype html><title>Telefone</title>'],
  )
  assert.match(index.headers.get('content-security-policy') ?? '', /script-src 'self';/)
  const script = await page('/sandbox/chat/ticks.ts')
  assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8')
  assert.match(await script.text(), /^export const ticks {9}= 2\n$/)
  for (const path of ['ticks.test.ts', '.env', 'chat', '%2e%2e/index.ts', '..%2findex.ts', 'none.css'])
    assert.equal((await page(`/sandbox/${path}`)).ok, false, path)
})
