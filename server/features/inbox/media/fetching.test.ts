import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { ConversationWithMessages } from '#contract/conversations.ts'
import { newId } from '#platform/ids.ts'
import { type App, testApp } from '#test/app.ts'
import { type Sandbox, startSandbox } from '../../../../sandbox/index.ts'
import { aConversation, aMessage } from '../testing.ts'
import { fetchMedia } from './jobs.ts'
import { aJpeg, anOgg } from './testing.ts'

let app: App
let sandbox: Sandbox
let number: { id: string; accountId: string }
let phoneNumberId: string
before(async () => {
  sandbox = await startSandbox()
  const { graphUrl, accessToken, appSecret, verifyToken, numbers } = sandbox.outside
  phoneNumberId = String(numbers[0]?.id)
  app = await testApp({
    env: {
      META_GRAPH_URL: graphUrl,
      META_APP_SECRET: appSecret,
      WEBHOOK_VERIFY_TOKEN: verifyToken,
      WHATSAPP_ACCESS_TOKEN: accessToken,
      WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    },
  })
  const [row] = await query('select id, account_id from numbers where external_id = $1', phoneNumberId)
  number = { id: row?.id, accountId: row?.account_id }
})
after(async () => {
  await app?.close()
  await sandbox?.close()
})

const query = async (text: string, ...values: unknown[]) => (await app.database.pool.query(text, values)).rows
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('base64')

type Options = {
  kind?: 'image' | 'audio' | 'document'
  mimeType?: string
  /** What the webhook said, where it is not the truth. */
  hash?: string | null
  providerId?: string
  createdAt?: Date
}

/** As landing leaves it: a message with a file that only the provider has. */
async function waiting(content: Uint8Array, options: Options = {}) {
  const { kind = 'image', mimeType = 'image/jpeg', hash = sha256(content) } = options
  const { id: customer } = sandbox.customers.create()
  const file = { base64: Buffer.from(content).toString('base64'), mimeType }
  const { content: wire } = await sandbox.customers.write(customer, { number: phoneNumberId, [kind]: file })
  const providerId = options.providerId ?? String(Object(wire).id)
  const id = newId()
  await query(
    `insert into media (id, number_id, direction, kind, state, provider_id, provider_hash, name, created_at)
     values ($1, $2, 'in', $3, 'waiting', $4, $5, 'pagina.html', $6)`,
    ...[id, number.id, kind, providerId, hash, options.createdAt ?? app.clock.now()],
  )
  const talk = await aConversation(app.ctx(), number)
  await aMessage(app.ctx(), talk, { type: kind, media_id: id, text: null })
  const media = async () => {
    const { body } = await app.as('luisa')<ConversationWithMessages>('GET', `/api/conversations/${talk.id}`)
    const found = body.messages[0]?.media
    assert.ok(found)
    return found
  }
  return { id, media }
}

const run = (mediaId: string, { attempt = 1, lastAttempt = false } = {}) =>
  fetchMedia.perform(app.ctx(), { mediaId }, { signal: AbortSignal.timeout(60_000), attempt, lastAttempt })
const settled = (id: string) =>
  query(`select details from events where name = 'media.settled' and subject_id = $1`, id)

test('a picture is fetched once, measured, and told of with its message', async () => {
  const jpeg = await aJpeg(640, 480)
  const { id, media } = await waiting(jpeg)
  assert.deepEqual([(await media()).state, (await media()).url], ['waiting', null])
  await run(id)
  const { state, type, width, height, size, url, thumbnailUrl } = await media()
  assert.deepEqual([state, type, width, height, size], ['stored', 'image/jpeg', 640, 480, jpeg.length])
  const file = await fetch(`${app.url}${url}`, { headers: { cookie: app.people.luisa.cookie } })
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), jpeg)
  assert.ok(thumbnailUrl)
  await run(id)
  const events = await settled(id)
  assert.deepEqual(
    [events.length, events[0]?.details.state, events[0]?.details.messageIds.length],
    [1, 'stored', 1],
  )
})

test('a voice message says how long it is', async () => {
  const { id, media } = await waiting(anOgg({ seconds: 9 }), {
    kind: 'audio',
    mimeType: 'audio/ogg; codecs=opus',
  })
  await run(id)
  const { seconds, type } = await media()
  assert.deepEqual([seconds, type], [9, 'audio/ogg'])
})

test('whatever a customer sends as a document is kept, and only to be saved', async () => {
  const page = Buffer.from('<html><script>alert(1)</script></html>')
  const { id, media } = await waiting(page, { kind: 'document', mimeType: 'text/html' })
  await run(id)
  const { url, state } = await media()
  assert.equal(state, 'stored')
  const { headers } = await fetch(`${app.url}${url}`, { headers: { cookie: app.people.luisa.cookie } })
  assert.match(headers.get('content-disposition') ?? '', /^attachment/)
  assert.doesNotMatch(headers.get('content-type') ?? '', /html/)
})

test('a broken picture is kept without a small one', async () => {
  const { id, media } = await waiting((await aJpeg()).subarray(0, 400))
  await run(id)
  const { state, thumbnailUrl } = await media()
  assert.deepEqual([state, thumbnailUrl], ['stored', null])
})

test('what does not arrive as it was said to is tried again, then given up', async () => {
  const { id, media } = await waiting(await aJpeg(50, 50), { hash: sha256(Buffer.from('something else')) })
  await assert.rejects(run(id))
  assert.equal((await media()).state, 'waiting')
  await run(id, { attempt: 5 })
  const { state, trouble, url } = await media()
  assert.deepEqual([state, trouble, url], ['failed', 'wrong_content', null])
  assert.equal((await settled(id))[0]?.details.trouble, 'wrong_content')
})

test('where the webhook said nothing of the content, the provider is believed', async () => {
  const { id, media } = await waiting(await aJpeg(51, 50), { hash: null })
  await run(id)
  assert.equal((await media()).state, 'stored')
})

test('what the provider does not have any more is not asked for again', async () => {
  const { id, media } = await waiting(await aJpeg(52, 50), { providerId: '999999999999999' })
  await run(id)
  assert.deepEqual([(await media()).state, (await media()).trouble], ['failed', 'expired'])
})

test('a provider that stumbles is asked again, within the week that it keeps files', async () => {
  const { id, media } = await waiting(await aJpeg(53, 50))
  sandbox.faults.set({ httpStatus: { status: 500, times: 100 } })
  try {
    await assert.rejects(run(id))
    assert.equal((await media()).state, 'waiting')
    sandbox.faults.clear()
    await run(id, { attempt: 2 })
    assert.equal((await media()).state, 'stored')

    const late = await waiting(await aJpeg(54, 50), {
      createdAt: new Date(app.clock.now().getTime() - 8 * 24 * 3_600_000),
    })
    const last = await waiting(await aJpeg(55, 50))
    sandbox.faults.set({ httpStatus: { status: 500, times: 100 } })
    await run(late.id, { attempt: 38 })
    await run(last.id, { attempt: 40, lastAttempt: true })
    assert.deepEqual(
      [(await late.media()).trouble, (await last.media()).trouble],
      ['expired', 'not_reachable'],
    )
  } finally {
    sandbox.faults.clear()
  }
})

test('a token that does not work today may be replaced tomorrow', async () => {
  const { id, media } = await waiting(await aJpeg(56, 50))
  sandbox.faults.set({ revokedToken: true })
  try {
    await assert.rejects(run(id))
    assert.equal((await media()).state, 'waiting')
  } finally {
    sandbox.faults.clear()
  }
})
