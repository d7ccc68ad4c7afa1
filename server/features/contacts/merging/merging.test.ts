import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ContactDetails, Duplicate } from '#contract/contacts.ts'
import { type App, testApp } from '#test/app.ts'
import { contactById, contactsByIds } from '../records/reach.ts'
import { addConversation, addNumber, meetOne } from '../testing.ts'

let app: App
before(async () => {
  app = await testApp()
})
after(() => app?.close())

let count = 0
const create = async (body: object) => {
  const made = await app.as('luisa')<ContactDetails>('POST', '/api/contacts', { body })
  assert.equal(made.status, 201, made.text)
  return made.body
}
const merge = (id: string, otherId: string) =>
  app.as('luisa')<ContactDetails>('POST', `/api/contacts/${id}/merge`, { body: { otherId } })
const undo = (id: string, mergeId: string) =>
  app.as('luisa')<ContactDetails>('DELETE', `/api/contacts/${id}/merge/${mergeId}`)
const merged = async (id: string, otherId: string) => {
  const { status, text, body } = await merge(id, otherId)
  assert.equal(status, 200, text)
  assert.equal(body.merges[0]?.mergedId, otherId)
  return { ...body, mergeId: body.merges[0]?.id ?? '' }
}
const read = async (id: string) => (await app.as('ana')<ContactDetails>('GET', `/api/contacts/${id}`)).body
const found = async (q: string) =>
  (await app.as('ana')<{ data: { id: string }[] }>('GET', `/api/contacts?q=${q}`)).body.data.map(
    ({ id }) => id,
  )
const whose = async (conversation: string) =>
  (await app.database.pool.query('select contact_id from conversations where id = $1', [conversation]))
    .rows[0]?.contact_id
const duplicates = async (id: string) =>
  (await app.as('luisa')<{ data: Duplicate[] }>('GET', `/api/contacts/${id}/duplicates`)).body.data.map(
    ({ contact, reasons }) => [contact.id, reasons],
  )
const aPhone = () => `5531988${String(100_000 + ++count)}`

test('two become one: identities, conversations and what was missing; and it can be undone', async () => {
  const [phone, other] = [aPhone(), aPhone()]
  const kept = await create({ name: 'Lívia', phone: `+${phone}`, fields: { plano: 'Família' } })
  const gone = await create({
    name: 'L. Torres',
    phone: `+${other}`,
    email: 'livia.torres@example.com',
    document: '52998224725',
    address: { city: 'Recife' },
    notes: 'Alérgica.',
    fields: { plano: 'Individual', desde: 2019 },
  })
  await meetOne(app.ctx(), { waId: other, userId: 'BR.777', username: 'livia.t' })
  const conversation = await addConversation(app.ctx(), {
    contactId: gone.id,
    numberId: await addNumber(app.ctx()),
  })
  const one = await merged(kept.id, gone.id)
  assert.deepEqual(
    [one.name, one.phone, one.email, one.document, one.notes, one.username, one.address, one.fields],
    [
      'Lívia',
      `+${phone}`,
      'livia.torres@example.com',
      '***.982.247-**',
      'Alérgica.',
      'livia.t',
      { city: 'Recife' },
      { plano: 'Família', desde: 2019 },
    ],
  )
  assert.equal(one.merges[0]?.mergedBy, app.people.luisa.id)
  assert.equal(await meetOne(app.ctx(), { waId: other }), kept.id)
  assert.equal(await whose(conversation), kept.id)
  assert.equal((await read(gone.id)).id, kept.id, 'an old address leads on')
  assert.deepEqual(await found('livia.torres'), [kept.id])

  await app.as('luisa')('PATCH', `/api/contacts/${kept.id}`, { body: { notes: 'Alérgica a dipirona.' } })
  const undone = await undo(kept.id, one.mergeId)
  assert.equal(undone.status, 200, undone.text)
  const { email, document, username, address, fields, notes, merges } = undone.body
  assert.deepEqual(
    [email, document, username, address, fields, merges],
    [null, null, null, null, { plano: 'Família' }, []],
  )
  assert.equal(notes, 'Alérgica a dipirona.', 'what somebody has changed since stays')
  assert.equal(await meetOne(app.ctx(), { waId: other }), gone.id)
  assert.equal(await meetOne(app.ctx(), { userId: 'BR.777' }), gone.id)
  assert.equal(await meetOne(app.ctx(), { waId: phone }), kept.id)
  assert.equal(await whose(conversation), gone.id)
  assert.deepEqual(
    [(await read(gone.id)).name, (await read(gone.id)).document],
    ['L. Torres', '529.982.247-25'],
  )
  assert.deepEqual(await found('livia.torres'), [gone.id])
  assert.equal((await undo(kept.id, one.mergeId)).status, 404, 'once')
})

test('what began after the merge goes back to where it is reached', async () => {
  const [phone, other] = [aPhone(), aPhone()]
  const [kept, gone] = [await create({ phone: `+${phone}` }), await create({ phone: `+${other}` })]
  const { mergeId } = await merged(kept.id, gone.id)
  const begin = async (waId: string) =>
    addConversation(app.ctx(), {
      contactId: await meetOne(app.ctx(), { waId }),
      numberId: await addNumber(app.ctx()),
      recipient: { waId },
    })
  const [theirs, others] = [await begin(phone), await begin(other)]
  assert.deepEqual([await whose(theirs), await whose(others)], [kept.id, kept.id])
  await undo(kept.id, mergeId)
  assert.deepEqual([await whose(theirs), await whose(others)], [kept.id, gone.id])
})

test('with an open conversation each on one number they cannot be one; on different ones they can', async () => {
  const [number, another] = [await addNumber(app.ctx()), await addNumber(app.ctx())]
  const [kept, gone] = [await create({ name: 'Um' }), await create({ name: 'Outro' })]
  await addConversation(app.ctx(), { contactId: kept.id, numberId: number })
  const open = await addConversation(app.ctx(), { contactId: gone.id, numberId: number })
  await addConversation(app.ctx(), { contactId: gone.id, numberId: another })
  const refused = await merge(kept.id, gone.id)
  assert.deepEqual([refused.status, Object(refused.body).code], [409, 'both_open'])
  assert.equal(await whose(open), gone.id)
  await app.database.pool.query(`update conversations set status = 'closed' where id = $1`, [open])
  await merged(kept.id, gone.id)
  assert.equal(await whose(open), kept.id)
})

test('one after the other: whoever was merged leads to the last, and the last merge is undone first', async () => {
  const [a, b, c] = [await create({ name: 'A' }), await create({ name: 'B' }), await create({ name: 'C' })]
  const first = await merged(b.id, a.id)
  const second = await merged(c.id, b.id)
  assert.equal((await read(a.id)).id, c.id)
  const known = await contactsByIds(app.ctx(), [a.id, b.id, c.id])
  assert.deepEqual(
    [...known.values()].map(({ id }) => id),
    [c.id, c.id, c.id],
  )
  assert.equal((await contactById(app.ctx(), a.id))?.id, c.id)
  assert.equal((await undo(b.id, first.mergeId)).status, 404)
  assert.equal((await undo(c.id, second.mergeId)).status, 200)
  assert.equal((await undo(b.id, first.mergeId)).status, 200)
  assert.equal((await read(a.id)).id, a.id)
})

test('a message that came in the middle of a merge leads to whoever was kept', async () => {
  const [kept, gone, waId] = [await create({ name: 'K' }), await create({ name: 'G' }), aPhone()]
  await merged(kept.id, gone.id)
  await app.database.pool.query(
    `insert into identities (id, contact_id, channel, kind, value, phone, created_at)
     values (gen_random_uuid(), $1, 'whatsapp', 'wa_id', $2, $3, now())`,
    [gone.id, waId, `+${waId}`],
  )
  assert.equal(await meetOne(app.ctx(), { waId }), kept.id)
})

test('who is blocked or wants no messages stays so', async () => {
  const [kept, gone] = [await create({ name: 'Com' }), await create({ name: 'Sem' })]
  await app.as('luisa')('PUT', `/api/contacts/${gone.id}/block`)
  await app.database.pool.query('update contacts set opted_out_at = now() where id = $1', [gone.id])
  const { blockedAt, optedOutAt } = await merged(kept.id, gone.id)
  assert.ok(blockedAt && optedOutAt)
})

test('nobody is merged with themselves, with nobody, or with somebody who is gone', async () => {
  const [kept, gone] = [await create({ name: 'Um' }), await create({ name: 'Dois' })]
  assert.equal((await merge(kept.id, kept.id)).status, 422)
  assert.equal((await merge(kept.id, '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d')).status, 404)
  await app.as('ana')('DELETE', `/api/contacts/${gone.id}`)
  assert.equal((await merge(kept.id, gone.id)).status, 404)
  assert.equal((await merge(gone.id, kept.id)).status, 404)
})

test('merging to and fro at the same time leaves one contact, with everything', async () => {
  const [a, b] = [await create({ phone: `+${aPhone()}` }), await create({ phone: `+${aPhone()}` })]
  const answers = await Promise.all([merge(a.id, b.id), merge(b.id, a.id), merge(a.id, b.id)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404, 404])
  assert.equal((await read(a.id)).identities.length, 2)
})

test('those who may be the same are suggested with what they share, never by name', async () => {
  const waId = aPhone()
  const self = await create({
    name: 'Igor Pires',
    phone: `+${waId}`,
    email: 'igor@example.com',
    document: '11144477735',
  })
  await create({ name: 'Igor Pires' })
  const sameMail = await create({ name: 'Financeiro', email: 'igor@example.com' })
  const sameBoth = await create({ name: 'I. P.', email: 'igor@example.com', document: '111.444.777-35' })
  const samePhone = await meetOne(app.ctx(), { userId: 'BR.888' })
  await meetOne(app.ctx(), { userId: 'BR.888', waId: waId.replace('55319', '5531') })
  assert.deepEqual(await duplicates(self.id), [
    [sameBoth.id, ['email', 'document']],
    [samePhone, ['phone']],
    [sameMail.id, ['email']],
  ])
  assert.deepEqual(await duplicates(samePhone), [[self.id, ['phone']]])
  await merged(self.id, samePhone)
  await app.as('ana')('DELETE', `/api/contacts/${sameMail.id}`)
  assert.deepEqual(await duplicates(self.id), [[sameBoth.id, ['email', 'document']]])
})
