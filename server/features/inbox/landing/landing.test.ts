import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { envelope, post, sign, statusOf, textFrom, type Wire, wamid, whatsappEnv } from '#test/whatsapp.ts'

let app: App
before(async () => {
  app = await testApp({ env: whatsappEnv })
})
after(() => app?.close())

const rows = async <T extends object>(query: string, values: unknown[] = []) =>
  (await app.database.pool.query<T>(query, values)).rows

const threadOf = (waId: string) =>
  rows<{
    text: string
    type: string
    author: string
    status: string
    unread: number
    conversation: string
    state: string
  }>(
    `select m.text, m.type, m.author, m.status, c.unread, c.id as conversation, c.status as state
     from messages m join conversations c on c.id = m.conversation_id join identities i on i.contact_id = c.contact_id
     where i.value = $1 order by m.at, m.id`,
    [waId],
  )
const texts = async (waId: string) => (await threadOf(waId)).map(({ text }) => text)

function echoed(echo: Wire): Wire {
  const json = JSON.stringify(envelope({ message_echoes: [echo] }))
  return JSON.parse(json.replace('"field":"messages"', '"field":"smb_message_echoes"'))
}

describe('the handshake', () => {
  const ask = (token: string, path = '/api/webhooks/whatsapp') =>
    app.request(
      'GET',
      `${path}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`,
    )

  test('answers the challenge to who knows the word, at both addresses', async () => {
    for (const path of ['/api/webhooks/whatsapp', '/api/webhook', '/api/v1/webhook']) {
      const { status, text } = await ask(whatsappEnv.WEBHOOK_VERIFY_TOKEN, path)
      assert.deepEqual([status, text], [200, '1158201444'])
    }
  })

  test('and to nobody else', async () => {
    assert.equal((await ask('guess')).status, 403)
    assert.equal((await app.request('GET', '/api/webhook')).status, 403)
  })
})

describe('what is not signed', () => {
  test('is refused, counted and leaves nothing', async () => {
    const body = envelope({ messages: [textFrom('5511911110000', 'forjada')] })
    for (const signature of [sign(JSON.stringify(body), 'another'), 'sha1=abc', '', 'sha256='])
      assert.equal(await post(app, body, { signature }), 401)
    assert.deepEqual(await texts('5511911110000'), [])
    const { text } = await app.request('GET', '/metrics')
    assert.match(text, /prosa_provider_webhooks_total\{outcome="unsigned"\} [4-9]/)
  })
})

describe('what is acknowledged is in its conversation', () => {
  test('a message makes a contact and a conversation, the next ones go into it', async () => {
    const waId = '5511987650001'
    assert.equal(await post(app, envelope({ messages: [textFrom(waId, 'Oi')] })), 200)
    assert.equal(
      await post(app, envelope({ messages: [textFrom(waId, 'Quanto custa uma limpeza de pele?')] }), {
        path: '/api/webhook',
      }),
      200,
    )
    const thread = await threadOf(waId)
    assert.deepEqual(
      thread.map(({ text }) => text),
      ['Oi', 'Quanto custa uma limpeza de pele?'],
    )
    assert.deepEqual(new Set(thread.map(({ conversation }) => conversation)).size, 1)
    assert.equal(thread[0]?.unread, 2)
  })

  test('the same request three times at once is one message', async () => {
    const body = envelope({ messages: [textFrom('5511987650002', 'uma vez só')] })
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => post(app, body))), [200, 200, 200])
    assert.equal(await post(app, body), 200)
    assert.deepEqual(await texts('5511987650002'), ['uma vez só'])
    assert.equal((await threadOf('5511987650002'))[0]?.unread, 1)
  })

  test('every entry, change and message of a batch lands, whoever else is in it', async () => {
    const people = Array.from({ length: 40 }, (_, index) => `55219${String(80000000 + index)}`)
    const first = envelope({
      messages: people.flatMap((waId) => [textFrom(waId, 'um'), textFrom(waId, 'dois')]),
    })
    const second = envelope({ messages: people.map((waId) => textFrom(waId, 'três')) })
    // Two entries in one request.
    const body = { ...first, entry: [...(first.entry as unknown[]), ...(second.entry as unknown[])] }
    assert.equal(await post(app, body), 200)
    for (const waId of people) assert.deepEqual(await texts(waId), ['um', 'dois', 'três'])
  })

  test('many requests at once from many people land each in its own place', async () => {
    const people = Array.from({ length: 60 }, (_, index) => `55319${String(70000000 + index)}`)
    const statuses = await Promise.all(
      people.flatMap((waId) =>
        ['a', 'b', 'c'].map((body) => post(app, envelope({ messages: [textFrom(waId, body)] }))),
      ),
    )
    assert.deepEqual(new Set(statuses), new Set([200]))
    for (const waId of people) assert.deepEqual((await texts(waId)).sort(), ['a', 'b', 'c'])
    const [count] = await rows<{ n: number }>(
      `select count(*)::int as n from conversations c join contacts p on p.id = c.contact_id join identities i on i.contact_id = p.id where i.value = any($1)`,
      [people],
    )
    assert.equal(count?.n, people.length)
  })

  test('somebody whose conversation was closed begins another', async () => {
    const waId = '5511987650003'
    await post(app, envelope({ messages: [textFrom(waId, 'antes')] }))
    await rows(`update conversations set status = 'closed', closed_at = now() where id = $1`, [
      (await threadOf(waId))[0]?.conversation,
    ])
    await post(app, envelope({ messages: [textFrom(waId, 'depois')] }))
    const thread = await threadOf(waId)
    assert.deepEqual(thread.map(({ state }) => state).sort(), ['bot', 'closed'])
  })
})

describe('what cannot be landed costs no neighbour', () => {
  test('a number that is not ours, an unknown type, nonsense: parked, counted, and the rest is there', async () => {
    const waId = '5511987650004'
    const strange = envelope({ messages: [textFrom('5511900000000', 'de outro')] }, '999')
    const good = envelope({
      messages: [
        textFrom(waId, 'boa'),
        { from: waId, id: wamid(), timestamp: '1763640000', type: 'hologram', hologram: {} },
        { id: 17 },
      ],
    })
    const body = { ...good, entry: [...(good.entry as unknown[]), ...(strange.entry as unknown[])] }
    assert.equal(await post(app, body), 200)
    assert.ok((await texts(waId)).includes('boa'))
    const { body: parked } = await app.as('ana')<{ data: { reason: string; id: string }[] }>(
      'GET',
      '/api/parked-items',
    )
    const reasons = parked.data.map(({ reason }) => reason)
    for (const reason of ['unknown_number', 'unknown_type', 'not_understood'])
      assert.ok(reasons.includes(reason), reasons.join(' '))
    const stranger = parked.data.find(({ reason }) => reason === 'unknown_number')
    assert.equal((await app.as('ana')('PUT', `/api/parked-items/${stranger?.id}/replay`)).status, 409)
    assert.equal((await app.as('ana')('DELETE', `/api/parked-items/${stranger?.id}`)).status, 204)
    assert.equal((await app.as('luisa')('GET', '/api/parked-items')).status, 403)
  })

  test('what the database refuses is parked alone', async () => {
    const waId = '5511987650005'
    await rows(`alter table messages add constraint no_curse check (text is distinct from 'maldição')`)
    const body = envelope({
      messages: [textFrom(waId, 'um'), textFrom(waId, 'maldição'), textFrom(waId, 'dois')],
    })
    assert.equal(await post(app, body), 200)
    assert.deepEqual(await texts(waId), ['um', 'dois'])
    await rows('alter table messages drop constraint no_curse')
    const [parked] = await rows<{ id: string }>(`select id from parked_items where reason = 'failed'`)
    assert.equal((await app.as('ana')('PUT', `/api/parked-items/${parked?.id}/replay`)).status, 200)
    assert.ok((await texts(waId)).includes('maldição'))
  })
})

describe('what changes a message that is there', () => {
  const waId = '5511987650006'
  const of = async (id: string) =>
    (
      await rows<{
        text: string | null
        reactions: { contact?: string } | null
        edited_at: Date | null
        deleted_at: Date | null
      }>('select text, reactions, edited_at, deleted_at from messages where provider_id = $1', [id])
    )[0]

  test('reactions come and go, edits replace, deletions leave only that there was something', async () => {
    const first = textFrom(waId, 'Pode ser amanhã?')
    await post(app, envelope({ messages: [first] }))
    const reaction = (emoji?: string, later = 0) => ({
      from: waId,
      id: wamid(),
      timestamp: String(1_763_640_001 + later),
      type: 'reaction',
      reaction: { message_id: first.id, ...(emoji && { emoji }) },
    })
    await post(app, envelope({ messages: [reaction('👍')] }))
    assert.equal((await of(String(first.id)))?.reactions?.contact, '👍')
    await post(app, envelope({ messages: [reaction()] }))
    assert.equal((await of(String(first.id)))?.reactions?.contact, undefined)
    await post(app, envelope({ messages: [reaction('👎', -60)] }))
    assert.equal((await of(String(first.id)))?.reactions?.contact, undefined, 'an old one told again')
    const edit = {
      from: waId,
      id: wamid(),
      timestamp: '1763640002',
      type: 'edit',
      edit: { original_message_id: first.id, message: { type: 'text', text: { body: 'Pode ser quinta?' } } },
    }
    await post(app, envelope({ messages: [edit] }))
    assert.equal((await of(String(first.id)))?.text, 'Pode ser quinta?')
    await post(
      app,
      envelope({
        messages: [
          {
            from: waId,
            id: wamid(),
            timestamp: '1763640003',
            type: 'revoke',
            revoke: { original_message_id: first.id },
          },
        ],
      }),
    )
    const gone = await of(String(first.id))
    assert.ok(gone?.deleted_at && gone.text === null)
  })

  test('a status of a message that is not there yet waits for it', async () => {
    await post(app, envelope({ statuses: [statusOf('wamid.early', 'read')] }))
    const waiting = await rows('select status from waiting_statuses where provider_id = $1', ['wamid.early'])
    assert.deepEqual(waiting, [{ status: 'read' }])
  })

  test('also one of what was written on the phone itself', async () => {
    const [id, waId] = [wamid(), '5511911110077']
    await post(app, envelope({ statuses: [statusOf(id, 'delivered')] }))
    const echo = { from: '551130000000', to: waId, id, timestamp: '1763640000', type: 'text' }
    await post(app, echoed({ ...echo, text: { body: 'do celular' } }))
    const [message] = await threadOf(waId)
    assert.deepEqual([message?.text, message?.status], ['do celular', 'delivered'])
    assert.deepEqual(await rows('select from waiting_statuses where provider_id = $1', [id]), [])
  })
})
