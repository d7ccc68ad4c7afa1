import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Tabulation } from '#contract/conversations.ts'
import { type App, testApp } from '#test/app.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app?.close())

const create = (name: string, more: object = {}) =>
  app.as('ana')<Tabulation>('POST', '/api/tabulations', { body: { name, ...more } })

test('is made, changed and removed by who leads, and read by everybody', async () => {
  const made = await create(' Agendou ', { description: 'Marcou um horário' })
  assert.deepEqual([made.status, made.body.name, made.body.active], [201, 'Agendou', true])
  const path = `/api/tabulations/${made.body.id}`
  assert.equal((await app.as('luisa')<Tabulation>('GET', path)).body.description, 'Marcou um horário')
  for (const [method, body] of [
    ['PUT', { active: false }],
    ['DELETE', undefined],
  ] as const)
    assert.equal((await app.as('luisa')(method, path, body && { body })).status, 403)
  const changed = await app.as('marcos')<Tabulation>('PUT', path, { body: { active: false } })
  assert.deepEqual(changed.body, { ...made.body, active: false })
  assert.equal((await app.as('marcos')('DELETE', path)).status, 204)
  for (const method of ['GET', 'DELETE'] as const)
    assert.equal((await app.as('ana')(method, path)).status, 404)
  assert.equal((await app.as('ana')('PUT', path, { body: { name: 'De novo' } })).status, 404)
})

test('a name is there once, and free again when it was removed', async () => {
  const first = await create('Sem interesse')
  const second = await create('SEM INTERESSE')
  assert.deepEqual([second.status, JSON.parse(second.text).code], [409, 'name_taken'])
  const other = await create('Outra')
  const renamed = await app.as('ana')('PUT', `/api/tabulations/${other.body.id}`, {
    body: { name: 'sem interesse' },
  })
  assert.equal(renamed.status, 409)
  assert.equal((await app.as('ana')('DELETE', `/api/tabulations/${first.body.id}`)).status, 204)
  assert.equal((await create('sem interesse')).status, 201)
})

test('the list is by name, page by page', async () => {
  for (const name of ['b página', 'A página', 'c página']) await create(name)
  const names: string[] = []
  for (let after = ''; ; ) {
    const { body } = await app.as('luisa')<{ data: Tabulation[]; next: string | null }>(
      'GET',
      `/api/tabulations?limit=2${after}`,
    )
    names.push(...body.data.map(({ name }) => name))
    if (body.next === null) break
    after = `&after=${body.next}`
  }
  assert.deepEqual(
    names.filter((name) => name.includes('página')),
    ['A página', 'b página', 'c página'],
  )
  assert.equal(new Set(names).size, names.length)
})
