import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AuditEntry, AuditPage } from '#contract/audit.ts'
import { type App, testApp } from '#test/app.ts'

const fixedKey = 'a key of the environment'

let app: App
before(async () => {
  app = await testApp({ env: { API_KEY: fixedKey } })
})
after(() => app.close())

const list = async (query = '') =>
  (await app.as('marcos')<AuditPage>('GET', `/api/audit?limit=200&${query}`)).body.data

test('leaders read it, agents and strangers do not', async () => {
  assert.equal((await app.as('ana')('GET', '/api/audit')).status, 200)
  assert.equal((await app.as('marcos')('GET', '/api/audit')).status, 200)
  for (const path of ['/api/audit', '/api/audit/export', '/api/audit/verification', '/api/settings/audit']) {
    assert.equal((await app.as('luisa')('GET', path)).status, 403, path)
    assert.equal((await app.request('GET', path)).status, 401, path)
  }
  assert.equal((await app.as('marcos')('GET', '/api/audit/export')).status, 403)
})

test('says who, what, to whom, when and from where', async () => {
  const { ana, davi } = app.people
  const headers = {
    'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0',
  }
  const path = `/api/operators/${davi.id}`
  const { status } = await app.request('PUT', path, { as: 'ana', body: { capacity: 9 }, headers })
  assert.equal(status, 200)
  const [entry] = await list('name=person.updated')
  assert.ok(entry)
  const { seq, at, requestId, ...rest } = entry
  assert.deepEqual(rest, {
    name: 'person.updated',
    actor: { kind: 'person', id: ana.id, name: ana.name },
    subject: { type: 'person', id: davi.id, label: davi.name },
    details: { fields: ['capacity'] },
    ip: '127.0.0.1',
    device: 'Firefox · Windows',
  } satisfies Omit<AuditEntry, 'seq' | 'at' | 'requestId'>)
  assert.ok(seq > 0 && requestId)
  assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000)
})

test('the key of the environment has a name, too', async () => {
  const headers = { 'x-api-key': fixedKey }
  const path = `/api/operators/${app.people.davi.id}`
  assert.equal((await app.request('PUT', path, { body: { capacity: 8 }, headers })).status, 200)
  const [entry] = await list('name=person.updated')
  assert.deepEqual(entry?.actor, { kind: 'api_key', id: 'env', name: 'API_KEY' })
})

test('a name is shown as it is today, and is nowhere in what is kept', async () => {
  const { luisa } = app.people
  const { status } = await app.as('ana')('PUT', `/api/operators/${luisa.id}`, {
    body: { name: 'Luísa Tavares' },
  })
  assert.equal(status, 200)
  const [entry] = await list(`name=person.updated&subjectId=${luisa.id}`)
  assert.equal(entry?.subject.label, 'Luísa Tavares')
  assert.deepEqual(entry?.details, { fields: ['name'] })
  const kept = await app.database.pool.query<{ row: string }>(
    'select row_to_json(e)::text as row from audit_entries e',
  )
  assert.ok(
    kept.rows.some(({ row }) => row.includes(luisa.id)),
    'otherwise this proves nothing',
  )
  for (const { row } of kept.rows) assert.doesNotMatch(row, /Tavares|Lu\S*sa|@clinica/)
})

test('filters narrow it down', async () => {
  const { ana, marcos } = app.people
  const all = await list()
  const names = (entries: AuditEntry[]) => [...new Set(entries.map(({ name }) => name))].sort()
  assert.deepEqual(names(await list('name=person.signed_in&name=person.created')), [
    'person.created',
    'person.signed_in',
  ])
  const byAna = await list(`actorId=${ana.id}`)
  assert.ok(byAna.length > 0 && byAna.length < all.length)
  assert.ok(byAna.every(({ actor }) => actor.id === ana.id))
  const byName = await list(`q=${encodeURIComponent('marcos l')}`)
  assert.ok(byName.length > 0 && byName.length < all.length)
  assert.ok(byName.every(({ actor, subject }) => [actor.id, subject.id].includes(marcos.id)))
  assert.ok((await list('q=signed')).every(({ name }) => name.includes('signed')))
  assert.deepEqual(await list('q=100%25'), [])
  assert.deepEqual(await list('ip=203.0.113.7'), [])
  assert.deepEqual(await list('to=2020-01-01T00:00:00Z'), [])
  assert.equal((await list('from=2020-01-01T00:00:00Z')).length, all.length)
  assert.equal((await app.as('ana')('GET', '/api/audit?name=nonsense')).status, 422)
})

test('pages meet without a gap or an overlap, newest first', async () => {
  const whole = (await list()).map(({ seq }) => seq)
  const walked: number[] = []
  for (let next: string | null = '', first = true; next !== null; first = false) {
    const cursor: string = first ? '' : `&after=${next}`
    const { body } = await app.as('ana')<AuditPage>('GET', `/api/audit?limit=3${cursor}`)
    walked.push(...body.data.map(({ seq }) => seq))
    next = body.next
  }
  assert.ok(whole.length > 6)
  assert.deepEqual(walked, whole)
  assert.equal((await app.as('ana')('GET', '/api/audit?after=nonsense')).status, 422)
})

test('what was done by somebody who is gone is still there, without a name', async () => {
  await app.ctx().db.deleteFrom('people').where('id', '=', app.people.davi.id).execute()
  const [entry] = await list(`actorId=${app.people.davi.id}`)
  assert.deepEqual(entry?.actor, { kind: 'person', id: app.people.davi.id, name: null })
})
