import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hash } from '@node-rs/argon2'
import { type App, testApp } from '#test/app.ts'

let app: App
before(async () => {
  // Each test has a network of its own, because failures count for the network too.
  app = await testApp({ env: { TRUST_PROXY: '127.0.0.1' } })
})
after(() => app.close())

let networks = 0
const newNetwork = () => ({ 'x-forwarded-for': `198.51.100.${++networks}` })
const signIn = (email: string, password: string, headers = newNetwork()) =>
  app.request('POST', '/api/auth/sign-in', { body: { email, password }, headers })
const newcomer = async (name: string, more: object = {}) => {
  const person = { name, email: `${name.toLowerCase()}@clinica.com.br`, password: 'oito tambores na rua' }
  const { status, body } = await app.as('ana')('POST', '/api/operators', { body: { ...person, ...more } })
  assert.equal(status, 201)
  return { ...person, id: String(body.id) }
}
const audited = async (name: string, subjectId: string) => {
  const { rows } = await app.database.pool.query<{
    details: { reason?: string }
    actor_id: string | null
    ip: string
  }>('select details, actor_id, ip from audit_entries where name = $1 and subject_id = $2 order by seq', [
    name,
    subjectId,
  ])
  return rows
}

test('a right password opens a session, by a cookie that scripts cannot read', async () => {
  const { luisa } = app.people
  const { status, body, headers } = await signIn(luisa.email.toUpperCase(), luisa.password)
  assert.equal(status, 200)
  assert.equal(body.status, 'signed_in')
  assert.equal(body.person?.id, luisa.id)
  assert.match(
    headers.get('set-cookie') ?? '',
    /^prosa_session_\w+=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';')
  const me = await app.request('GET', '/api/v1/me', { headers: { cookie } })
  assert.equal(me.body.id, luisa.id)
  assert.equal(me.headers.get('set-cookie'), null)
  const [last] = (await audited('person.signed_in', luisa.id)).slice(-1)
  assert.equal(last?.actor_id, luisa.id)
})

test('signing out ends the session and takes the cookie, also a second time', async () => {
  const { davi } = app.people
  const { headers } = await signIn(davi.email, davi.password)
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';')
  const own = { headers: { cookie, origin: app.url } }
  assert.equal((await app.request('GET', '/api/operators', own)).status, 200)
  for (let n = 0; n < 2; n++) {
    const out = await app.request('POST', '/api/auth/sign-out', own)
    assert.equal(out.status, 204)
    assert.match(out.headers.get('set-cookie') ?? '', /=; Max-Age=0;/)
    assert.equal((await app.request('GET', '/api/operators', own)).status, 401)
  }
  assert.equal((await audited('person.signed_out', davi.id)).length, 1)
})

test('a wrong password, an unknown address, an invited and a removed person get one and the same answer', async () => {
  const invited = await newcomer('Iara', { password: undefined })
  const removed = await newcomer('Rui')
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${removed.id}`)).status, 204)
  const answers = await Promise.all(
    [app.people.luisa.email, 'ninguem@clinica.com.br', invited.email, removed.email].map((email) =>
      signIn(email, removed.password),
    ),
  )
  const seen = answers.map(({ status, body: { requestId: _own, ...body } }) => ({ status, body }))
  assert.equal(seen[0]?.status, 401)
  for (const answer of seen) assert.deepEqual(answer, seen[0])
})

test('five wrong passwords lock: the right one is refused like any other, and it says for how long', async () => {
  const { email, password, id } = await newcomer('Caio')
  for (let n = 0; n < 5; n++) assert.equal((await signIn(email, 'errada errada')).status, 401)
  const right = await signIn(email, password)
  const wrong = await signIn(email, 'errada errada')
  for (const { status, body, headers } of [right, wrong]) {
    assert.equal(status, 423)
    assert.equal(body.code, 'locked')
    assert.ok(Number(headers.get('retry-after')) > 890 && Number(headers.get('retry-after')) <= 900)
  }
  assert.equal((await app.as('marcos')('GET', `/api/operators/${id}`)).body.locked, true)
  assert.equal((await audited('person.locked', id)).length, 1)
  const reasons = (await audited('person.sign_in_failed', id)).map(({ details }) => details.reason)
  assert.deepEqual(reasons, [...Array(5).fill('wrong_password'), 'locked', 'locked'])
})

test('an address that nobody has locks in just the same way', async () => {
  const real = await newcomer('Bento')
  const histories = await Promise.all(
    [real.email, 'fantasma@clinica.com.br'].map(async (email) => {
      const headers = newNetwork()
      const seen: unknown[] = []
      for (let n = 0; n < 7; n++) {
        const { status, body, headers: answered } = await signIn(email, 'errada errada', headers)
        seen.push([status, body.code, body.detail, answered.has('retry-after')])
      }
      return seen
    }),
  )
  assert.equal(JSON.stringify(histories[0]).includes('locked'), true)
  assert.deepEqual(histories[1], histories[0])
})

test('way back: waiting', async () => {
  const { email, password } = await newcomer('Vera')
  for (let n = 0; n < 5; n++) await signIn(email, 'errada errada')
  app.clock.advance(14 * 60_000)
  assert.equal((await signIn(email, password)).status, 423)
  app.clock.advance(60_001)
  // The failures before the lock are not held against the person a second time.
  assert.equal((await signIn(email, 'errada errada')).status, 401)
  assert.equal((await signIn(email, password)).status, 200)
})

test('way back: an administrator unlocks, nobody else', async () => {
  const { email, password, id } = await newcomer('Zeca')
  for (let n = 0; n < 5; n++) await signIn(email, 'errada errada')
  for (const name of ['marcos', 'luisa'] as const)
    assert.equal((await app.as(name)('DELETE', `/api/operators/${id}/lock`)).status, 403)
  assert.equal((await signIn(email, password)).status, 423)
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${id}/lock`)).status, 204)
  assert.equal((await signIn(email, password)).status, 200)
  assert.equal((await audited('person.unlocked', id)).length, 1)
})

test('way back: a new password by link', async () => {
  const { email, id } = await newcomer('Nina')
  for (let n = 0; n < 5; n++) await signIn(email, 'errada errada')
  const { body } = await app.as('ana')('POST', `/api/operators/${id}/password-reset`)
  const [, token] = String(body.url).split('#')
  const password = 'nove tambores na rua'
  const reset = await app.request('POST', '/api/auth/password-reset/confirm', { body: { token, password } })
  assert.equal(reset.status, 204)
  assert.equal((await signIn(email, password)).status, 200)
})

test('a right password forgets the failures before it', async () => {
  const { email, password } = await newcomer('Lia')
  for (let n = 0; n < 3; n++) {
    for (let wrong = 0; wrong < 4; wrong++) await signIn(email, 'errada errada')
    assert.equal((await signIn(email, password)).status, 200)
  }
})

test('guesses made side by side are counted one by one', async () => {
  const { email, password } = await newcomer('Otto')
  const headers = newNetwork()
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(email, 'errada errada', headers)))
  assert.ok(answers.every(({ status }) => status === 401 || status === 423))
  const { rows } = await app.database.pool.query<{ count: number }>(
    `select count(*)::int as count from sign_in_failures f join people p on p.id = f.person_id where p.email = $1`,
    [email],
  )
  assert.equal(rows[0]?.count, 5)
  assert.equal((await signIn(email, password)).status, 423)
})

test('among many guesses at once, the right one is not told from the wrong ones once the account is locked', async () => {
  const { email, password } = await newcomer('Rosa')
  const headers = newNetwork()
  const guesses = Array.from({ length: 30 }, (_, n) => (n === 29 ? password : 'errada errada'))
  const answers = await Promise.all(guesses.map((guess) => signIn(email, guess, headers)))
  assert.equal(answers[29]?.status, 423)
  assert.equal(answers.filter(({ status }) => status === 401).length, 5)
})

test('a hash of older parameters is renewed when its password is next seen', async () => {
  const { id, email, password } = await newcomer('Pedro')
  const kept = async () =>
    (
      await app.database.pool.query<{ hash: string }>(
        'select password_hash as hash from people where id = $1',
        [id],
      )
    ).rows[0]?.hash ?? ''
  const old = await hash(password, { memoryCost: 8_192, timeCost: 1 })
  await app.database.pool.query('update people set password_hash = $2 where id = $1', [id, old])
  assert.equal((await signIn(email, 'errada errada')).status, 401)
  assert.equal(await kept(), old)
  assert.equal((await signIn(email, password)).status, 200)
  assert.match(await kept(), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal((await signIn(email, password)).status, 200)
})

test('fifty failures from one network close it for a while, and only it', async () => {
  const headers = newNetwork()
  for (let n = 0; n < 50; n++) await signIn(`pessoa${n}@clinica.com.br`, 'errada errada', headers)
  const { luisa } = app.people
  const closed = await signIn(luisa.email, luisa.password, headers)
  assert.equal(closed.status, 429)
  assert.ok(Number(closed.headers.get('retry-after')) > 0)
  assert.equal((await signIn(luisa.email, luisa.password)).status, 200)
  app.clock.advance(15 * 60_000 + 1)
  assert.equal((await signIn(luisa.email, luisa.password, headers)).status, 200)
})

test('a page of another site cannot sign anybody in', async () => {
  const { luisa } = app.people
  const headers = { ...newNetwork(), origin: 'https://evil.example' }
  assert.equal((await signIn(luisa.email, luisa.password, headers)).status, 403)
})
