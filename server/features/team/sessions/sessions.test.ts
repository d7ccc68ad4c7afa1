import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Session } from '#contract/team.ts'
import { anonymous } from '#platform/policy.ts'
import { type App, testApp } from '#test/app.ts'
import { identify } from '../identify.ts'
import { jobs } from '../jobs.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

const hours = (n: number) => n * 3_600_000
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0'

async function signInAgain(name: 'luisa' | 'davi' | 'marcos') {
  const { email, password } = app.people[name]
  const headers = { 'user-agent': firefox }
  const reply = await app.request('POST', '/api/auth/sign-in', { body: { email, password }, headers })
  assert.equal(reply.status, 200)
  const [cookie = ''] = (reply.headers.get('set-cookie') ?? '').split(';')
  const ask = (method: 'GET' | 'PUT' | 'DELETE' | 'PATCH', path: string, body?: unknown) =>
    app.request(method, path, { body, headers: { cookie, origin: app.url } })
  const token = cookie.slice(cookie.indexOf('=') + 1)
  return { ask, token, id: String(reply.body.person?.session?.id) }
}

test('lists where one is signed in, and which of them one is looking from', async () => {
  const laptop = await signInAgain('luisa')
  const { data, next } = (await laptop.ask('GET', '/api/sessions')).body as unknown as {
    data: Session[]
    next: null
  }
  assert.equal(next, null)
  assert.equal(data.length, 2)
  const mine = data.find(({ id }) => id === laptop.id)
  assert.deepEqual([mine?.current, mine?.device, mine?.ip], [true, 'Firefox · Windows', '127.0.0.1'])
  assert.deepEqual(data.filter(({ current }) => current).length, 1)
})

test('ending one of them is felt at once, and nobody else can do it', async () => {
  const laptop = await signInAgain('luisa')
  assert.equal((await laptop.ask('GET', '/api/operators')).status, 200)
  assert.equal((await app.as('davi')('DELETE', `/api/sessions/${laptop.id}`)).status, 404)
  assert.equal((await app.as('ana')('DELETE', `/api/sessions/${laptop.id}`)).status, 404)
  assert.equal((await laptop.ask('GET', '/api/operators')).status, 200)
  assert.equal((await app.as('luisa')('DELETE', `/api/sessions/${laptop.id}`)).status, 204)
  assert.equal((await laptop.ask('GET', '/api/operators')).status, 401)
  const { rows } = await app.database.pool.query(
    `select 1 from events where name = 'person.session_ended' and details->>'sessionId' = $1`,
    [laptop.id],
  )
  assert.equal(rows.length, 1)
})

test('what another process takes back is felt within a second', async () => {
  const laptop = await signInAgain('luisa')
  assert.equal((await laptop.ask('GET', '/api/settings/security')).status, 403)
  await app.database.pool.query('delete from sessions where id = $1', [laptop.id])
  app.clock.advance(1_000)
  assert.equal((await laptop.ask('GET', '/api/settings/security')).status, 401)
})

test('ending all others spares the one that asks', async () => {
  const [one, other] = [await signInAgain('davi'), await signInAgain('davi')]
  assert.equal((await other.ask('GET', '/api/operators')).status, 200)
  assert.equal((await one.ask('DELETE', '/api/sessions')).status, 204)
  assert.equal((await one.ask('GET', '/api/me')).status, 200)
  assert.equal((await other.ask('GET', '/api/operators')).status, 401)
  assert.equal((await app.as('davi')('GET', '/api/operators')).status, 401)
  assert.equal((await app.as('luisa')('GET', '/api/me')).status, 200)
})

test('a person has a hundred sessions at most: the ones used longest ago go', async () => {
  const { email } = app.people.marcos
  await app.database.pool.query(
    `insert into sessions (id, token_hash, person_id, kind, created_at, last_seen_at, expires_at)
     select gen_random_uuid(), sha256(n::text::bytea), p.id, 'bearer', now() - interval '1 hour',
            now() - interval '1 hour', now() + interval '1 day'
     from generate_series(1, 120) n, people p where p.email = $1`,
    [email],
  )
  const laptop = await signInAgain('marcos')
  const { body } = await laptop.ask('GET', '/api/sessions')
  assert.equal(Object.keys(body.data ?? {}).length, 100)
  assert.equal((await app.as('marcos')('GET', '/api/me')).status, 200)
})

test('a session ends when it is not used for as long as the settings say', async () => {
  const idle = await signInAgain('luisa')
  const busy = await signInAgain('luisa')
  for (let n = 0; n < 3; n++) {
    app.clock.advance(hours(5))
    assert.equal((await busy.ask('GET', '/api/me')).status, 200)
  }
  assert.equal((await idle.ask('GET', '/api/me')).status, 401)
  assert.equal((await busy.ask('GET', '/api/me')).status, 200)
})

test('a page that is merely left open does not keep its session alive', async () => {
  const open = await signInAgain('luisa')
  const look = () =>
    identify(app.ctx(anonymous), { cookie: open.token, bearer: null, apiKey: null }, 'to-check')
  for (let n = 0; n < 2; n++) {
    app.clock.advance(hours(5))
    assert.equal((await look())?.kind, 'person')
  }
  app.clock.advance(hours(5))
  assert.equal(await look(), null)
})

test('a session ends after a set time however much it is used', async () => {
  const busy = await signInAgain('luisa')
  for (let n = 0; n < 33; n++) {
    app.clock.advance(hours(5))
    assert.equal((await busy.ask('GET', '/api/me')).status, 200)
  }
  app.clock.advance(hours(3))
  assert.equal((await busy.ask('GET', '/api/me')).status, 401)
})

test('what has run out is taken away and told to its sockets', async () => {
  const forgotten = await signInAgain('luisa')
  const ended = async () =>
    (
      await app.database.pool.query<{ reason: string }>(
        `select details->>'reason' as reason from events
         where name = 'person.session_ended' and details->>'sessionId' = $1`,
        [forgotten.id],
      )
    ).rows
  const purge = jobs.find(({ name }) => name === 'team.purge')
  const run = { signal: AbortSignal.timeout(10_000), attempt: 1, lastAttempt: false }
  app.clock.advance(hours(11))
  await purge?.perform(app.ctx(), {}, run)
  assert.deepEqual(await ended(), [])
  app.clock.advance(hours(2))
  await purge?.perform(app.ctx(), {}, run)
  assert.deepEqual(await ended(), [{ reason: 'expired' }])
  const { rows } = await app.database.pool.query('select 1 from sessions where id = $1', [forgotten.id])
  assert.equal(rows.length, 0)
})

test('shorter times hold for sessions that are open already', async () => {
  const admin = await signInAs('ana')
  const laptop = await signInAgain('luisa')
  app.clock.advance(30 * 60_000)
  assert.equal((await laptop.ask('GET', '/api/operators')).status, 200)
  const { status } = await admin('PUT', '/api/settings/security', { sessionIdleMinutes: 20 })
  assert.equal(status, 200)
  app.clock.advance(21 * 60_000)
  assert.equal((await laptop.ask('GET', '/api/operators')).status, 401)
})

async function signInAs(name: 'ana') {
  const { email, password } = app.people[name]
  const reply = await app.request('POST', '/api/auth/sign-in', { body: { email, password } })
  const [cookie = ''] = (reply.headers.get('set-cookie') ?? '').split(';')
  return (method: 'PUT', path: string, body: unknown) =>
    app.request(method, path, { body, headers: { cookie, origin: app.url } })
}
