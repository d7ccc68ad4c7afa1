import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { transaction } from '#platform/context.ts'
import { publish } from '#platform/events/publish.ts'
import { type App, testApp } from '#test/app.ts'
import { exportAudit } from './export.ts'

const many = 1300
let app: App
before(async () => {
  app = await testApp()
  await transaction(app.ctx(), async (ctx) => {
    for (let n = 0; n < many; n++)
      publish(ctx, 'job.retried', { type: 'job', id: String(n) }, { job: 'a;b', reason: 'said "no"' })
  })
})
after(() => app.close())

test('a spreadsheet opens it: mark, semicolons, quotes, every entry once', async () => {
  const { status, text, headers } = await app.as('ana')('GET', '/api/audit/export')
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/)
  assert.match(
    headers.get('content-disposition') ?? '',
    /^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/,
  )
  // fetch takes the mark away when it decodes, so it is asked for as bytes.
  const raw = await fetch(`${app.url}/api/audit/export?limit=1`, {
    headers: { cookie: app.people.ana.cookie },
  })
  assert.deepEqual([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)], [0xef, 0xbb, 0xbf])
  const [header, ...lines] = text.trimEnd().split('\r\n')
  assert.match(header ?? '', /^seq;at;name;actor_kind;actor_id;actor_name;subject_type;/)
  const seqs = lines.map((line) => Number(line.split(';')[0]))
  assert.ok(seqs.length > many)
  assert.deepEqual(
    seqs,
    [...seqs].sort((a, b) => b - a),
  )
  assert.equal(new Set(seqs).size, seqs.length)
  assert.ok(text.includes('"{""job"":""a;b"",""reason"":""said \\""no\\""""}"'))
})

test('what a stranger sent cannot become a formula', async () => {
  const headers = { 'user-agent': '=HYPERLINK("http://evil.example")' }
  const wrong = { email: app.people.ana.email, password: 'wrong' }
  assert.equal((await app.request('POST', '/api/auth/sign-in', { body: wrong, headers })).status, 401)
  const { text } = await app.as('ana')('GET', '/api/audit/export?name=person.sign_in_failed')
  assert.match(text, /=HYPERLINK/)
  assert.doesNotMatch(text, /(^|;|"|\n)=HYPERLINK/)
})

test('the same filters hold, and lines of JSON are an alternative', async () => {
  const path = '/api/audit/export?format=jsonl&name=job.retried'
  // The lines together are not JSON, which is what the usual way of asking would take them for.
  const answer = await fetch(app.url + path, { headers: { cookie: app.people.ana.cookie } })
  assert.equal(answer.headers.get('content-type'), 'application/jsonl')
  const text = await answer.text()
  const entries = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.equal(entries.length, many)
  assert.ok(entries.every(({ name }) => name === 'job.retried'))
})

test('that it was taken is on record, with how it was narrowed down but not to whom', async () => {
  const { ana } = app.people
  await app.as('ana')('GET', `/api/audit/export?actorId=${ana.id}&ip=127.0.0.1`)
  const { body } = await app.as('ana')('GET', '/api/audit?name=audit.exported&limit=1')
  assert.deepEqual(body.data?.[0]?.details, { format: 'csv', filters: ['actorId', 'ip'] })
})

test('nothing is read before somebody takes it, and it ends when they leave', async () => {
  const stream = await exportAudit(app.ctx('ana'), { format: 'jsonl', name: ['job.retried'] })
  const chunks: AsyncIterator<unknown> = stream.iterator()
  const first = await chunks.next()
  await sleep(100)
  const bytes = (Buffer.isBuffer(first.value) && first.value.length) || 0
  const lines = String(first.value).split('\n').length - 1
  assert.ok(lines > 0 && lines < many, 'all of it came at once')
  assert.ok(stream.readableLength < (many / 2) * (bytes / lines))
  await chunks.return?.()
  assert.ok(stream.destroyed)
})
