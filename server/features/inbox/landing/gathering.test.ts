import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { newId } from '#platform/ids.ts'
import { type App, testApp } from '#test/app.ts'
import { until } from '#test/program.ts'
import { envelope, textFrom, whatsappEnv } from '#test/whatsapp.ts'
import { parse } from '../../../channels/whatsapp-cloud/parse/index.ts'
import { landSoon } from './gathering.ts'
import type { Request } from './request.ts'

let app: App
before(async () => {
  app = await testApp({ env: whatsappEnv })
})
after(() => app?.close())

const requestOf = (message: Record<string, unknown>): Request => {
  const wire = envelope({ messages: [message] })
  const receivedAt = app.clock.now()
  const body = Buffer.from(JSON.stringify(wire))
  return { id: newId(), channel: 'whatsapp_cloud', body, receivedAt, ...parse(wire, { receivedAt }) }
}

const timestamp = String(Math.floor(Date.now() / 1000))
const say = (from: string, text: string) =>
  landSoon(app.ctx(), requestOf(textFrom(from, text, { timestamp })))

/** All in one second: only the order of their coming tells which was first. */
async function saidBy(phone: string): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ text: string }>(
    `select m.text from messages m join conversations c on c.id = m.conversation_id
     join identities i on i.contact_id = c.contact_id where i.value = $1 order by m.at, m.id`,
    [phone],
  )
  return rows.map(({ text }) => text)
}

const known = Array.from({ length: 21 }, (_, n) => `55119876500${n + 10}`)
const [somebody = '', ...others] = known

test('in a flood each message is there once, in the order of whoever wrote it', async () => {
  const landing: Promise<void>[] = []
  for (let n = 0; n < 630; n++) {
    landing.push(say(known[n % known.length] ?? '', `${n}`))
    if (n % 10 === 0) await setImmediate()
  }
  await Promise.all(landing)
  for (const [place, phone] of known.entries())
    assert.deepEqual(
      await saidBy(phone),
      Array.from({ length: 30 }, (_, n) => `${place + n * known.length}`),
    )
})

test('who is held up holds up nobody but themselves', async () => {
  const keeper = await app.database.pool.connect()
  // Whoever is new cannot be met until this is over.
  await keeper.query('begin; lock table identities in exclusive mode')
  const held = [say('5511987650001', 'new here'), say(somebody, 'first')]
  await until('the first batch waits', async () => {
    const { rows } = await app.database.pool.query('select from pg_locks where not granted')
    return rows.length > 0
  })
  const later = say(somebody, 'second')
  await Promise.all(others.map((phone) => say(phone, 'meanwhile')))
  await keeper.query('commit')
  keeper.release()
  await Promise.all([...held, later])
  assert.deepEqual((await saidBy(somebody)).slice(-2), ['first', 'second'])
})
