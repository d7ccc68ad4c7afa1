import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Contact, ContactDetails } from '#contract/contacts.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { addConversation, addNumber, meetOne } from '../testing.ts'
import { assertReachable, contactById, contactsByIds } from './reach.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app?.close())

const create = async (body: object, path = '/api/contacts') => {
  const made = await app.as('luisa')<ContactDetails>('POST', path, { body })
  assert.equal(made.status, 201, made.text)
  return made.body
}
const read = async (id: string, name: PersonName = 'luisa') =>
  (await app.as(name)<ContactDetails>('GET', `/api/contacts/${id}`)).body
const list = async (query: string, name: PersonName = 'luisa') => {
  const answer = await app.as(name)<{ data: Contact[]; next: string | null }>('GET', `/api/contacts?${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const namesFor = async (q: string) =>
  (await list(`q=${encodeURIComponent(q)}`)).data.map(({ name, profileName }) => name ?? profileName)
const eventsOf = async (id: string) =>
  (
    await app.database.pool.query<{ name: string; details: { fields?: string[] } }>(
      `select name, details from events where subject_id = $1 and name like 'contact.%' order by id`,
      [id],
    )
  ).rows

const mariana = {
  name: 'Mariana Conceição',
  phone: '(31) 8765-4321',
  email: 'Mariana@Example.com',
  document: '529.982.247-25',
  address: { city: 'Belo Horizonte', state: 'MG' },
  fields: { plano: 'Família', dependentes: 2, ativo: true, indicadoPor: null },
  notes: 'Prefere a tarde.',
}

test('a contact is written down once and read as it was meant', async () => {
  const made = await create(mariana)
  assert.deepEqual(
    [made.phone, made.email, made.address, made.fields, made.notes],
    ['+5531987654321', 'mariana@example.com', mariana.address, mariana.fields, mariana.notes],
  )
  assert.deepEqual(
    made.identities.map(({ value, current }) => [value, current]),
    [['5531987654321', true]],
  )
  assert.deepEqual(await read(made.id), made)
  const [event] = await eventsOf(made.id)
  assert.equal(event?.name, 'contact.created')
  assert.deepEqual(event?.details.fields?.toSorted(), Object.keys(mariana).toSorted())
  assert.doesNotMatch(JSON.stringify(event), /Mariana|8765|529/)
})

test('whoever writes later from the phone is the contact that was written down', async () => {
  const { id } = await create({ name: 'Otávio', phone: '21 98111-2222' })
  assert.equal(await meetOne(app.ctx(), { waId: '552181112222', profileName: 'Tavinho' }), id)
  const { name, profileName, identities } = await read(id)
  assert.deepEqual([name, profileName, identities.length], ['Otávio', 'Tavinho', 2])
})

test('a phone belongs to one contact: whoever writes it down again is told which', async () => {
  const { id } = await create({ name: 'Helena', phone: '85 98222-3333' })
  const body = { name: 'Lena', phone: '+558582223333' }
  const again = await app.as('davi')('POST', '/api/contacts', { body })
  assert.deepEqual([again.status, again.body.code], [409, 'phone_taken'])
  assert.deepEqual(again.body.errors?.[0], { pointer: '/phone', code: 'taken', message: id })
  const other = await create({ name: 'Lena' })
  const changed = await app.as('davi')('PATCH', `/api/contacts/${other.id}`, { body })
  assert.deepEqual([changed.status, String(changed.body.errors?.[0]?.message)], [409, id])
  assert.equal((await read(other.id)).phone, null)
})

test('of ten who write down the same phone at once, one does', async () => {
  const body = { name: 'Muitos', phone: '11 98333-4444' }
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => app.as('luisa')('POST', '/api/contacts', { body })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)])
})

test('what cannot be right is refused, field by field', async () => {
  for (const [body, errors] of [
    [{ name: 'X', phone: '98765-4321' }, [['/phone', 'not_a_phone']]],
    [{ name: 'X', document: '529.982.247-24' }, [['/document', 'not_a_document']]],
    [
      { name: 'X', phone: 'x', document: '1' },
      [
        ['/phone', 'not_a_phone'],
        ['/document', 'not_a_document'],
      ],
    ],
    [{ notes: 'Ninguém' }, [['/name', 'name_phone_or_email']]],
    [{ name: 'X', fields: { a: { b: 1 } } }, [['/fields/a', 'invalid_union']]],
    [{ name: 'a\u0000' }, [['/name', 'null_byte']]],
  ] as const) {
    const answer = await app.as('luisa')<{ errors?: { pointer: string; code: string }[] }>(
      'POST',
      '/api/contacts',
      { body },
    )
    assert.equal(answer.status, 422, answer.text)
    assert.deepEqual(
      answer.body.errors?.map(({ pointer, code }) => [pointer, code]),
      errors,
    )
  }
})

test('a document is kept sealed, shown whole to who leads, and masked to everybody else and in lists', async () => {
  const { id, document } = await create({ name: 'Sigilo', document: '111.444.777-35' })
  assert.equal(document, '***.444.777-**')
  assert.equal((await read(id, 'luisa')).document, '***.444.777-**')
  for (const name of ['ana', 'marcos'] as const) {
    assert.equal((await read(id, name)).document, '111.444.777-35')
    const { data } = await list('q=sigilo', name)
    assert.deepEqual(
      data.map((one) => one.document),
      ['***.444.777-**'],
    )
  }
  const { rows } = await app.database.pool.query('select contacts::text as row from contacts where id = $1', [
    id,
  ])
  assert.doesNotMatch(rows[0].row, /11144477735|111\.444/)
  const found = await list('q=11144477735')
  assert.deepEqual(
    found.data.map((one) => one.id),
    [id],
  )
})

test('a CNPJ with letters is one', async () => {
  const { document, id } = await create({ name: 'Padaria', document: '12.abc.345/01de-35' })
  assert.equal(document, '**.ABC.345/****-**')
  assert.equal((await read(id, 'ana')).document, '12.ABC.345/01DE-35')
})

test('a change says what it changes; what is left out or sent back as shown stays', async () => {
  const { id } = await create({ ...mariana, phone: '31 98444-5555', name: 'Joana' })
  const shown = await read(id)
  for (const method of ['PUT', 'PATCH'] as const) {
    const { name, phone, email, document, address, fields, notes } = shown
    const body = { name, phone, email, document, address, fields, notes }
    assert.equal((await app.as('luisa')(method, `/api/contacts/${id}`, { body })).status, 200)
  }
  assert.equal((await eventsOf(id)).length, 1, 'nothing was changed')
  const body = { name: 'Joana Prado', document: null, fields: { plano: 'Individual' }, address: null }
  const changed = await app.as('luisa')<ContactDetails>('PATCH', `/api/contacts/${id}`, { body })
  assert.deepEqual(
    [changed.body.name, changed.body.document, changed.body.fields, changed.body.address, changed.body.email],
    ['Joana Prado', null, { plano: 'Individual' }, null, 'mariana@example.com'],
  )
  const events = await eventsOf(id)
  assert.deepEqual(
    [events.length, events[1]?.name, events[1]?.details.fields?.toSorted()],
    [2, 'contact.updated', ['address', 'document', 'fields', 'name']],
  )
  assert.deepEqual(await namesFor('joana prado'), ['Joana Prado'])
})

test('a phone that was mistyped leads to nobody once it is corrected; one they wrote from stays theirs', async () => {
  const { id } = await create({ name: 'Engano', phone: '41 98555-0001' })
  const correct = (phone: string | null) =>
    app.as('luisa')('PATCH', `/api/contacts/${id}`, { body: { phone } })
  assert.equal((await correct('41 98555-0002')).status, 200)
  assert.notEqual(await meetOne(app.ctx(), { waId: '5541985550001' }), id)
  assert.equal(await meetOne(app.ctx(), { waId: '5541985550002' }), id)
  await addConversation(app.ctx(), { contactId: id, numberId: await addNumber(app.ctx()) })
  assert.equal((await correct(null)).status, 200)
  assert.equal((await read(id)).phone, null)
  assert.equal(await meetOne(app.ctx(), { waId: '5541985550002' }), id)
})

test('who is blocked is known as such until they are not any more', async () => {
  const { id } = await create({ name: 'Bloqueado' })
  const path = `/api/contacts/${id}/block`
  for (let n = 0; n < 2; n++)
    assert.ok((await app.as('luisa')<Contact>('PUT', path)).body.blockedAt, 'twice is once')
  assert.deepEqual(
    (await list('blocked=true')).data.map((one) => one.id),
    [id],
  )
  assert.ok((await contactById(app.ctx(), id))?.blocked)
  assert.equal((await app.as('luisa')<Contact>('DELETE', path)).body.blockedAt, null)
  assert.ok((await list('blocked=false')).data.some((one) => one.id === id))
  assert.deepEqual(
    (await eventsOf(id)).map(({ name }) => name),
    ['contact.created', 'contact.blocked', 'contact.unblocked'],
  )
})

test('who was removed is found nowhere, and appears anew when they write again', async () => {
  const { id } = await create({ name: 'Removida', phone: '61 98777-8888' })
  assert.equal((await app.as('luisa')('DELETE', `/api/contacts/${id}`)).status, 403)
  assert.equal((await app.as('marcos')('DELETE', `/api/contacts/${id}`)).status, 204)
  for (const [method, path] of [
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['PUT', '/block'],
  ] as const) {
    const body = method === 'PATCH' ? { body: { name: 'X' } } : {}
    assert.equal((await app.as('ana')(method, `/api/contacts/${id}${path}`, body)).status, 404)
  }
  assert.deepEqual(await namesFor('removida'), [])
  await assert.rejects(assertReachable(app.ctx(), id), { status: 404 })
  assert.ok((await contactById(app.ctx(), id))?.removed, 'what they wrote is still shown as theirs')
  const again = await meetOne(app.ctx(), { waId: '556187778888' })
  assert.notEqual(again, id)
  assert.equal((await read(again)).phone, '+5561987778888')
})

test('a message that comes while its contact is removed makes a new one later', async () => {
  const { id } = await create({ name: 'Corrida', phone: '61 98777-9999' })
  await app.database.pool.query('update contacts set removed_at = now() where id = $1', [id])
  const again = await meetOne(app.ctx(), { waId: '5561987779999' })
  assert.notEqual(again, id)
  assert.equal(await meetOne(app.ctx(), { waId: '556187779999' }), again)
})

test('other systems call them users', async () => {
  const made = await create({ name: 'Usuário', email: 'usuario@example.com' }, '/api/users')
  const path = `/api/users/${made.id}`
  assert.equal((await app.as('luisa')<Contact>('GET', path)).body.name, 'Usuário')
  assert.equal((await app.as('luisa')('PUT', path, { body: { name: 'Usuária' } })).status, 200)
  assert.equal((await app.as('luisa')('PATCH', path, { body: { notes: 'Nota' } })).status, 200)
  const { body } = await app.as('luisa')<{ data: Contact[] }>('GET', '/api/users?email=usuario@example.com')
  assert.deepEqual(
    body.data.map(({ name, notes }) => [name, notes]),
    [['Usuária', 'Nota']],
  )
  assert.equal((await app.as('ana')('DELETE', path)).status, 204)
})

test('others show a contact by the name that was written here, or else by their own', async () => {
  const named = await create({ name: 'Doutora Lia', phone: '71 98888-0001' })
  await meetOne(app.ctx(), { waId: '5571988880001', profileName: 'Lia ✨' })
  const unnamed = await meetOne(app.ctx(), { waId: '5571988880002', profileName: 'Caio', username: 'caio' })
  const nobody = '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d'
  const known = await contactsByIds(app.ctx(), [named.id, unnamed, unnamed, nobody])
  assert.deepEqual([...known.values()].map(({ name, username }) => [name, username]).sort(), [
    ['Caio', 'caio'],
    ['Doutora Lia', null],
  ])
  assert.equal((await contactsByIds(app.ctx(), [])).size, 0)
  assert.equal(await contactById(app.ctx(), nobody), undefined)
  await assertReachable(app.ctx(), unnamed)
})
