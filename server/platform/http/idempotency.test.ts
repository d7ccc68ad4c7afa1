import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { z } from 'zod'
import { Nothing } from '#contract/common.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { purgeIdempotencyKeys } from '#platform/http/index.ts'
import type { Http } from '#platform/http/route.ts'
import { type Ask, testServer } from '#platform/http/test-server.ts'
import { newId } from '#platform/ids.ts'
import { system } from '#platform/policy.ts'

// Something to do twice by mistake: each note is a row.
const NewNote = z.object({ text: z.string(), end: z.enum(['fail', 'lose-answer', 'wait']).optional() })
const Note = z.object({ id: z.string(), text: z.string() })
let open = Promise.withResolvers<void>()
let started = Promise.withResolvers<void>()

async function takeNote(ctx: Ctx, { text, end }: z.infer<typeof NewNote>): Promise<z.infer<typeof Note>> {
  const id = newId()
  started.resolve()
  await transaction(ctx, async (ctx) => {
    if (end === 'wait') await open.promise
    const value = JSON.stringify(text)
    await ctx.db.insertInto('settings').values({ name: id, value, updated_at: ctx.now() }).execute()
    if (end === 'fail') throw conflict('nope', 'Not now.')
  })
  if (end === 'lose-answer') throw new Error('died after the commit')
  return { id, text }
}

function routes(http: Http): void {
  const note = { summary: 'Take a note', body: NewNote, status: 201, reply: Note }
  http.post('/notes', { can: 'signed-in', ...note, run: (ctx, { body }) => takeNote(ctx, body) })
  http.post('/public-notes', { can: 'public', ...note, run: (ctx, { body }) => takeNote(ctx, body) })
  http.put('/notes', { can: 'signed-in', ...note, run: (ctx, { body }) => takeNote(ctx, body) })
  http.post('/silent', {
    can: 'signed-in',
    summary: 'Take one',
    reply: Nothing,
    run: async (ctx) => void (await takeNote(ctx, { text: 's' })),
  })
  http.post('/long', {
    can: 'signed-in',
    summary: 'Take a long one',
    reply: z.string(),
    run: async (ctx) => (await takeNote(ctx, { text: 'x' })).text.repeat(300_000),
  })
}

const server = await testServer({ routes, rate: { signedIn: 100_000, anonymousUnsafe: 100_000 } })
const { database, clock, deps } = server
after(() => server.close())
beforeEach(async () => {
  await database.db.deleteFrom('settings').execute()
  await database.db.deleteFrom('idempotency_keys').execute()
  open = Promise.withResolvers()
  started = Promise.withResolvers()
})

const ana = server.as('ana')
const send = (
  key: string,
  json: unknown,
  { by = ana, path = '/api/notes' }: { by?: Ask; path?: string } = {},
) => by('POST', path, { json, headers: { 'idempotency-key': key } })
const notes = async () => (await database.db.selectFrom('settings').select('name').execute()).length
const keys = () => database.db.selectFrom('idempotency_keys').selectAll().execute()

test('the same request again has the same answer and does nothing', async () => {
  const first = await send('k', { text: 'olá' })
  assert.deepEqual([first.status, first.headers.get('idempotency-replayed')], [201, null])
  for (const path of ['/api/notes', '/api/v1/notes']) {
    const again = await send('k', { text: 'olá' }, { path })
    assert.deepEqual([again.status, again.text], [201, first.text])
    assert.equal(again.headers.get('idempotency-replayed'), 'true')
    assert.match(again.headers.get('content-type') ?? '', /^application\/json/)
  }
  assert.equal(await notes(), 1)
  const reordered = await ana('POST', '/api/notes', {
    body: '{ "unknown": 1, "text":"ol\\u00e1" }',
    headers: { 'idempotency-key': 'k', 'content-type': 'application/json' },
  })
  assert.equal(reordered.text, first.text)
  const [kept] = await keys()
  assert.ok(kept?.reply_encrypted && !kept.reply_encrypted.includes('olá'), 'the answer is not kept in clear')
})

test('of many at once exactly one is carried out', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => send('k', { text: 'x' })))
  assert.equal(await notes(), 1)
  const done = answers.filter(({ status }) => status === 201)
  assert.ok(done.length >= 1)
  assert.equal(new Set(done.map(({ text }) => text)).size, 1)
  for (const { status, json, headers } of answers.filter(({ status }) => status !== 201)) {
    // Who comes when the first is done but its answer not kept yet is told to ask again, too.
    assert.equal(status, 409)
    assert.ok(['in_progress', 'already_done'].includes(String(json.code)), String(json.code))
    if (json.code === 'in_progress') assert.equal(headers.get('retry-after'), '2')
  }
})

test('a key is for one request of one caller', async () => {
  await send('k', { text: 'x' })
  const other = await send('k', { text: 'y' })
  assert.deepEqual([other.status, other.json.code], [422, 'idempotency_key_reused'])
  const elsewhere = await send('k', { text: 'x' }, { path: '/api/silent' })
  assert.deepEqual([elsewhere.status, elsewhere.json.code], [422, 'idempotency_key_reused'])
  const luisa = await send('k', { text: 'y' }, { by: server.as('luisa') })
  assert.equal(luisa.status, 201)
  assert.equal(await notes(), 2)
})

test('what came to nothing may be tried again', async () => {
  const failed = await send('k', { text: 'x', end: 'fail' })
  assert.deepEqual([failed.status, failed.json.code], [409, 'nope'])
  assert.equal((await send('bad', {})).status, 422)
  assert.deepEqual(await keys(), [])
  assert.equal((await send('k', { text: 'x' })).status, 201)
  assert.equal(await notes(), 1)
})

test('what was done is not done again when its answer was lost', async () => {
  assert.equal((await send('k', { text: 'x', end: 'lose-answer' })).status, 500)
  const again = await send('k', { text: 'x', end: 'lose-answer' })
  assert.deepEqual([again.status, again.json.code], [409, 'already_done'])
  assert.equal(await notes(), 1)
})

test('an answer too long to keep is lost in the same way', async () => {
  assert.equal((await send('k', {}, { path: '/api/long' })).status, 200)
  assert.equal((await send('k', {}, { path: '/api/long' })).json.code, 'already_done')
  assert.equal(await notes(), 1)
})

test('no content is kept as well', async () => {
  const [first, second] = [
    await send('k', {}, { path: '/api/silent' }),
    await send('k', {}, { path: '/api/silent' }),
  ]
  assert.deepEqual([first.status, second.status, second.text], [204, 204, ''])
  assert.equal(second.headers.get('idempotency-replayed'), 'true')
  assert.equal(await notes(), 1)
})

test('a request that seems dead is taken over, and does not commit when it comes back', async () => {
  const body = { text: 'x', end: 'wait' }
  const slow = send('k', body)
  await started.promise
  const early = await send('k', body)
  assert.deepEqual(
    [early.status, early.json.code, early.headers.get('retry-after')],
    [409, 'in_progress', '2'],
  )
  clock.advance(61_000)
  const other = await send('k', { text: 'y' })
  assert.equal(other.json.code, 'idempotency_key_reused')
  started = Promise.withResolvers()
  const second = send('k', body)
  await started.promise
  open.resolve()
  const statuses = [await slow, await second].map(({ status, json }) => [status, json.code])
  assert.deepEqual(statuses, [
    [409, 'in_progress'],
    [201, undefined],
  ])
  assert.equal(await notes(), 1)
  assert.equal((await send('k', body)).text, (await second).text)
})

test('a claim that was cut off before anything was committed is carried out after a minute', async () => {
  const hash = (await keptHash()) ?? Buffer.alloc(0)
  const [owner, key] = ['person:019aa0c4-5b1e-7c3a-9d52-000000000001', 'k']
  await database.db
    .insertInto('idempotency_keys')
    .values({ owner, key, request_hash: hash, state: 'claimed', claimed_at: clock.now() })
    .execute()
  assert.equal((await send('k', { text: 'x' })).json.code, 'in_progress')
  clock.advance(60_001)
  assert.equal((await send('k', { text: 'x' })).status, 201)
})

async function keptHash(): Promise<Buffer | undefined> {
  await send('k', { text: 'x' })
  const [kept] = await keys()
  await database.db.deleteFrom('idempotency_keys').execute()
  return kept?.request_hash
}

test('public routes and other methods know no keys', async () => {
  for (let time = 0; time < 2; time++) {
    assert.equal((await send('k', { text: 'x' }, { path: '/api/public-notes' })).status, 201)
    assert.equal(
      (await ana('PUT', '/api/notes', { json: { text: 'x' }, headers: { 'idempotency-key': 'k' } })).status,
      201,
    )
  }
  assert.equal(await notes(), 4)
})

test('a key is short and printable', async () => {
  for (const key of ['', 'x'.repeat(256), 'a\tb', 'é'])
    assert.equal((await send(key, { text: 'x' })).json.code, 'bad_idempotency_key', key)
  assert.equal((await send('x'.repeat(255), { text: 'x' })).status, 201)
})

test('keys older than a day are forgotten, in batches', async () => {
  const days = (ago: number) => new Date(clock.now().getTime() - ago * 86_400_000)
  const row = (key: string, at: Date) => ({
    owner: 'o',
    key,
    request_hash: Buffer.alloc(1),
    state: 'answered',
    claimed_at: at,
  })
  const old = Array.from({ length: 2100 }, (_, n) => row(`old-${n}`, days(1.01)))
  await database.db
    .insertInto('idempotency_keys')
    .values([...old, row('new', days(0.99))])
    .execute()
  assert.equal(await purgeIdempotencyKeys({ ...deps, actor: system }), 2100)
  assert.deepEqual(
    (await keys()).map(({ key }) => key),
    ['new'],
  )
  assert.equal(await purgeIdempotencyKeys({ ...deps, actor: system }), 0)
})
