import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, testApp } from '#test/app.ts'
import { envelope, post, statusOf, textFrom, type Wire, wamid, whatsappEnv } from '#test/whatsapp.ts'

let app: App
before(async () => {
  app = await testApp({ env: whatsappEnv })
})
after(() => app?.close())

const count = async (query: string, values: unknown[] = []) =>
  (await app.database.pool.query<{ n: number }>(`select count(*)::int as n ${query}`, values)).rows[0]?.n

const entries = (...envelopes: Wire[]): Wire => ({
  object: 'whatsapp_business_account',
  entry: envelopes.flatMap(({ entry }) => entry as unknown[]), // made by `envelope`
})

test('a thousand updates in one request: what is good is there, what is not is parked', async () => {
  await app.as('ana')('GET', '/api/me')
  const people = Array.from({ length: 300 }, (_, n) => `55119${String(40_000_000 + n)}`)
  const messages = people.flatMap((waId) => ['um', 'dois', 'três'].map((text) => textFrom(waId, text)))
  const odd = [
    { from: people[0], id: wamid(), timestamp: '1763640000', type: 'hologram', hologram: {} },
    { from: people[0], id: wamid(), timestamp: 'yesterday', type: 'text' },
  ]
  const statuses = Array.from({ length: 97 }, (_, n) => statusOf(`wamid.elsewhere${n}`, 'delivered'))
  const stranger = envelope({ messages: [textFrom('5511900000001', 'para outro número')] }, '4711')
  const body = entries(
    envelope({ messages: [...messages, ...odd] as Wire[] }),
    envelope({ statuses }),
    stranger,
  )
  assert.equal(await post(app, body), 200)
  assert.equal(await count(`from messages where text in ('um', 'dois', 'três')`), 900)
  assert.equal(await count('from conversations'), 300)
  assert.equal(await count('from waiting_statuses'), 97)
  assert.equal(await count(`from parked_items where reason = 'unknown_number'`), 1)
  assert.ok(Number(await count(`from parked_items where reason in ('unknown_type', 'not_understood')`)) >= 2)
  // Everything again, as Meta does when its line was cut before it heard the 200.
  assert.equal(await post(app, body), 200)
  assert.equal(await count(`from messages where text in ('um', 'dois', 'três')`), 900)
  assert.equal(await count(`from parked_items where reason = 'unknown_number' and times = 2`), 1)
  assert.equal(await count('from raw_events'), 2)
})

test('people from one household, with and without the ninth digit, business ids and user names, meet themselves again', async () => {
  const of = (part: Wire) => textFrom('', 'oi', { from: undefined, ...part })
  await post(app, envelope({ messages: [of({ from: '553187654321' })] }))
  await post(app, envelope({ messages: [of({ from: '5531987654321' })] }))
  await post(app, envelope({ messages: [of({ from: '5531987654321', from_user_id: 'BR.100200' })] }))
  await post(app, envelope({ messages: [of({ from_user_id: 'BR.100200' })] }))
  const { rows } = await app.database.pool.query<{ n: number }>(
    `select count(distinct contact_id)::int as n from identities where value in ('553187654321', '5531987654321', 'BR.100200')`,
  )
  assert.deepEqual(rows, [{ n: 1 }])
  await post(app, envelope({ messages: [of({ from: '551133334444' })] }))
  await post(app, envelope({ messages: [of({ from: '5511933334444' })] }))
  assert.equal(
    await count(
      `from (select distinct contact_id from identities where value in ('551133334444', '5511933334444')) t`,
    ),
    2,
  )
})
