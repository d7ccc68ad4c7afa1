import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Operator } from '#contract/team.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app.close())

type List = { data: Operator[]; next: string | null }
const list = async (name: PersonName, query = '') => {
  const { status, body } = await app.as(name)<List>('GET', `/api/operators?${query}`)
  assert.equal(status, 200)
  return body
}
const names = ({ data }: List) => data.map(({ name }) => name)
const change = (id: string, body: object, as: PersonName = 'ana') =>
  app.as(as)('PUT', `/api/operators/${id}`, { body })
let newcomers = 0
const newcomer = async (name: string, role = 'agent') => {
  const body = { name, email: `pessoa${++newcomers}@clinica.com.br`, role, password: 'oito tambores na rua' }
  const created = await app.as('ana')('POST', '/api/operators', { body })
  assert.equal(created.status, 201)
  return { ...body, id: String(created.body.id) }
}

test('agents see whom they can transfer to, and no more of them', async () => {
  const { data } = await list('luisa')
  assert.ok(data.length >= 4)
  const { luisa } = app.people
  for (const operator of data.filter(({ id }) => id !== luisa.id))
    assert.deepEqual(Object.keys(operator).sort(), ['id', 'name', 'presence', 'role', 'state'])
  assert.equal(data.find(({ id }) => id === luisa.id)?.email, luisa.email)
  const one = await app.as('luisa')('GET', `/api/operators/${app.people.davi.id}`)
  assert.deepEqual(Object.keys(one.body).sort(), ['id', 'name', 'presence', 'role', 'state'])
})

test('an agent cannot find out an address by searching for it', async () => {
  const { email, name } = app.people.davi
  assert.deepEqual(names(await list('luisa', `q=${encodeURIComponent(email)}`)), [])
  assert.deepEqual(names(await list('marcos', `q=${encodeURIComponent(email)}`)), [name])
})

test('leaders see the details', async () => {
  const { data } = await list('marcos')
  const davi = data.find(({ id }) => id === app.people.davi.id)
  const { lastSeenAt, createdAt, ...rest } = davi ?? {}
  assert.ok(lastSeenAt && createdAt)
  assert.deepEqual(rest, {
    id: app.people.davi.id,
    name: 'Davi Rocha',
    email: app.people.davi.email,
    role: 'agent',
    state: 'active',
    presence: 'offline',
    capacity: 5,
    locked: false,
    secondFactor: false,
  })
})

test('the list is searched, filtered, and paged by name', async () => {
  for (const name of ['alba', 'Álvaro', 'Bia', 'Ciro']) await newcomer(name)
  assert.deepEqual(names(await list('ana', 'q=ROCHA')), ['Davi Rocha'])
  assert.deepEqual(names(await list('ana', 'q=%25')), [])
  assert.deepEqual(names(await list('ana', 'role=manager')), ['Marcos Lima'])
  assert.deepEqual(names(await list('ana', 'state=invited')), [])
  const everybody = names(await list('ana'))
  const sorted = (name: string) => everybody.indexOf(name)
  assert.ok(sorted('alba') < sorted('Álvaro') && sorted('Álvaro') < sorted('Bia'))
  assert.deepEqual(names(await list('luisa', 'q=alvaro')), ['Álvaro'])
  const paged: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: List = await list('ana', `limit=2${next && `&after=${next}`}`)
    paged.push(...names(page))
    next = page.next
  }
  assert.deepEqual(paged, everybody)
  assert.equal(new Set(paged).size, paged.length)
  assert.equal((await app.as('ana')('GET', '/api/operators?after=nonsense')).status, 422)
})

test('other systems call an agent by other names', async () => {
  const user = await newcomer('Dora', 'user')
  assert.equal((await app.as('ana')('GET', `/api/operators/${user.id}`)).body.role, 'agent')
  assert.equal((await change(user.id, { role: 'operator' })).body.role, 'agent')
  assert.equal((await change(user.id, { role: 'boss' })).status, 422)
})

test('an address belongs to one person at a time, and is free again when they are gone', async () => {
  const { id, email, password } = await newcomer('Edu')
  const again = { name: 'Eduardo', email: email.toUpperCase(), password }
  const taken = await app.as('ana')('POST', '/api/operators', { body: again })
  assert.deepEqual([taken.status, taken.body.code], [409, 'email_taken'])
  assert.equal((await change(app.people.davi.id, { email })).status, 409)
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${id}`)).status, 204)
  assert.equal((await app.as('ana')('POST', '/api/operators', { body: again })).status, 201)
})

test('only administrators change others', async () => {
  const { id } = app.people.davi
  for (const name of ['marcos', 'luisa', 'davi'] as const) {
    assert.equal((await change(id, { role: 'admin' }, name)).status, 403)
    assert.equal((await app.as(name)('DELETE', `/api/operators/${id}`)).status, 403)
    assert.equal((await app.as(name)('POST', `/api/operators/${id}/password-reset`)).status, 403)
  }
  assert.equal((await change(id, { capacity: 9, name: 'Davi R. Rocha' })).body.capacity, 9)
  assert.equal((await change('019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d', { capacity: 9 })).status, 404)
})

test('a new role holds at once: old sessions end', async () => {
  const { id, email, password } = await newcomer('Fabio')
  const { headers } = await app.request('POST', '/api/auth/sign-in', { body: { email, password } })
  const cookie = String(headers.get('set-cookie')).split(';')[0] ?? ''
  assert.equal((await app.request('GET', '/api/operators', { headers: { cookie } })).status, 200)
  assert.equal((await change(id, { role: 'manager' })).status, 200)
  assert.equal((await app.request('GET', '/api/operators', { headers: { cookie } })).status, 401)
})

test('who is removed is out at once, and stays in the list of those who were', async () => {
  const { id, name, email, password } = await newcomer('Gil')
  const { headers } = await app.request('POST', '/api/auth/sign-in', { body: { email, password } })
  const cookie = String(headers.get('set-cookie')).split(';')[0] ?? ''
  assert.equal((await app.request('GET', '/api/operators', { headers: { cookie } })).status, 200)
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${id}`)).status, 204)
  assert.equal((await app.request('GET', '/api/operators', { headers: { cookie } })).status, 401)
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${id}`)).status, 404)
  assert.equal((await change(id, { capacity: 3 })).status, 404)
  assert.ok(!names(await list('ana')).includes(name))
  assert.deepEqual(names(await list('ana', 'state=removed&q=gil')), [name])
})

test('the last administrator stays one', async () => {
  const { id } = app.people.ana
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${id}`)).body.code, 'not_oneself')
  assert.equal((await change(id, { role: 'agent' })).body.code, 'last_administrator')
  const invited = await app.as('ana')('POST', '/api/operators', {
    body: { name: 'Hugo', email: 'hugo@clinica.com.br', role: 'admin' },
  })
  // Invited is not there yet.
  assert.equal((await change(id, { role: 'agent' })).body.code, 'last_administrator')
  assert.equal((await app.as('ana')('DELETE', `/api/operators/${invited.body.id}`)).status, 204)
})

test('two administrators who demote each other at once leave one', async () => {
  for (let n = 0; n < 5; n++) {
    const second = await newcomer(`Ivo${n}`, 'admin')
    const { headers } = await app.request('POST', '/api/auth/sign-in', { body: second })
    const cookie = String(headers.get('set-cookie')).split(';')[0] ?? ''
    const answers = await Promise.all([
      app.as('ana')('DELETE', `/api/operators/${second.id}`),
      app.request('PUT', `/api/operators/${app.people.ana.id}`, {
        body: { role: 'agent' },
        headers: { cookie, origin: app.url },
      }),
    ])
    const { rows } = await app.database.pool.query<{ id: string }>(
      `select id from people where role = 'admin' and state = 'active'`,
    )
    assert.equal(rows.length, 1, answers.map(({ status }) => status).join())
    // If Ana lost, the other one makes her administrator again, and she comes back for the next round.
    if (rows[0]?.id === app.people.ana.id) continue
    await app.database.pool.query(`update people set role = 'admin' where id = $1`, [app.people.ana.id])
    await app.database.pool.query(`update people set state = 'removed' where id = $1`, [second.id])
    const { email, password } = app.people.ana
    const again = await app.request('POST', '/api/auth/sign-in', { body: { email, password } })
    app.people.ana.cookie = String(again.headers.get('set-cookie')).split(';')[0] ?? ''
  }
})
