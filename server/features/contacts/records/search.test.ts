import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Contact, ContactDetails } from '#contract/contacts.ts'
import { type App, testApp } from '#test/app.ts'
import { meetOne } from '../testing.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app?.close())

type ContactPage = { data: Contact[]; next: string | null }
const create = async (body: object) => {
  const made = await app.as('luisa')<ContactDetails>('POST', '/api/contacts', { body })
  assert.equal(made.status, 201, made.text)
  return made.body
}
const list = async (query: string) => {
  const answer = await app.as('luisa')<ContactPage>('GET', `/api/contacts?${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const namesFor = async (q: string) =>
  (await list(`q=${encodeURIComponent(q)}`)).data.map(({ name, profileName }) => name ?? profileName)

test('a search forgives accents, capitals and a slip, and puts what has it word by word first', async () => {
  await create({ name: 'João Gonçalves', email: 'jg@padaria.com.br' })
  await create({ name: 'Joana Gonzales' })
  await create({ name: 'Álvaro Reis' })
  const { id } = await create({ phone: '51 98666-7777', email: 'sem.nome@example.com' })
  await meetOne(app.ctx(), { waId: '555186667777', profileName: 'Padeiro', username: 'pao_quente' })
  assert.deepEqual(await namesFor('goncalves'), ['João Gonçalves'])
  assert.equal((await namesFor('JOAO GONSALVES'))[0], 'João Gonçalves')
  assert.deepEqual(await namesFor('alvaro'), ['Álvaro Reis'])
  assert.deepEqual(await namesFor('alvarro reis'), ['Álvaro Reis'])
  assert.equal((await namesFor('jg@padaria'))[0], 'João Gonçalves')
  for (const phone of ['51 98666-7777', '(51) 8666-7777', '98666', '555186667777', 'pao_quente', 'padeiro'])
    assert.deepEqual(
      (await list(`q=${encodeURIComponent(phone)}`)).data.map((one) => one.id),
      [id],
      phone,
    )
  assert.deepEqual(await namesFor('100%'), [])
  assert.deepEqual(await namesFor('zzzzzz'), [])
})

test('the list can be narrowed, and both kinds of it are paged to the end', async () => {
  for (let n = 0; n < 5; n++) await create({ name: `Página ${n}`, email: 'pagina@example.com' })
  await create({ name: 'Pagino', email: 'pagino@example.com', phone: '31 98765-4321' })
  const walk = async (query: string) => {
    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: ContactPage = await list(`${query}&limit=2${next && `&after=${next}`}`)
      seen.push(...page.data.map(({ name }) => name ?? ''))
      next = page.next
    }
    return seen
  }
  const pages = ['Página 4', 'Página 3', 'Página 2', 'Página 1', 'Página 0']
  assert.deepEqual(await walk('email=Pagina@example.com'), pages)
  assert.deepEqual(await walk('q=pagina'), [...pages, 'Pagino'])
  const { data } = await list(`phone=${encodeURIComponent('31 8765-4321')}`)
  assert.deepEqual(
    data.map(({ name }) => name),
    ['Pagino'],
  )
  assert.equal((await app.as('luisa')('GET', '/api/contacts?phone=12')).status, 422)
  assert.equal((await app.as('luisa')('GET', '/api/contacts?q=x&after=bm8')).status, 422)
})
