import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Conversation } from '#contract/conversations.ts'
import { keyWith, nobody } from '#test/api.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { aConversation, anAccountWithNumber, type OurNumber } from '../testing.ts'

let app: App
let number: OurNumber
before(async () => {
  app = await testApp()
  number = await anAccountWithNumber(app.ctx())
})
after(() => app?.close())

const rows = async (query: string, ...values: unknown[]) =>
  (await app.database.pool.query(query, values)).rows
const happened = async (id: string) =>
  (await rows('select name from events where subject_id = $1 order by id', id)).map(({ name }) => name)
const template = { type: 'template', template: { name: 'boas_vindas', preview: 'Olá, Beatriz' } }

describe('starting a conversation', () => {
  const start = (as: PersonName, body: object) =>
    app.as(as)<Conversation & { code?: string }>('POST', '/api/conversations', { body })
  test('with a phone in any spelling makes one contact, and begins with a template', async () => {
    const refused = await start('luisa', {
      phone: '(11) 98111-0001',
      numberId: number.id,
      message: { text: 'Oi' },
    })
    assert.deepEqual([refused.status, refused.body.code], [409, 'window_closed'])
    const { status, body } = await start('luisa', {
      phone: '(11) 98111-0001',
      numberId: number.id,
      message: template,
    })
    assert.equal(status, 201)
    assert.deepEqual(
      [body.status, body.operatorId, body.contact.phone, body.lastMessage?.type],
      ['open', app.people.luisa.id, '+5511981110001', 'template'],
    )
    const again = await start('luisa', { phone: '+55 11 98111 0001', numberId: number.id })
    assert.deepEqual([again.status, again.body.id], [200, body.id])
    const others = await start('davi', { phone: '11981110001', numberId: number.id })
    assert.deepEqual([others.status, others.body.code], [409, 'conversation_taken'])
    assert.deepEqual((await happened(body.id))[0], 'conversation.started')
  })

  test('with a contact goes on in the window of the last one', async () => {
    const before = await aConversation(app.ctx(), number, { status: 'closed' })
    const { contactId } = before
    const { status, body } = await start('luisa', {
      contactId,
      numberId: number.id,
      message: { text: 'Voltando' },
    })
    assert.equal(status, 201)
    assert.notEqual(body.id, before.id)
    const other = await anAccountWithNumber(app.ctx())
    const elsewhere = await start('luisa', { contactId, numberId: other.id, message: { text: 'Oi' } })
    assert.equal(elsewhere.body.code, 'window_closed', 'another number has a window of its own')
  })

  test('by a program is nobody’s yet', async () => {
    const headers = await keyWith(app.request, ['conversations:reply'])
    const body = { phone: '11981110002', numberId: number.id, message: template }
    const reply = await app.request<Conversation>('POST', '/api/conversations', { headers, body })
    assert.deepEqual([reply.status, reply.body.status, reply.body.operatorId], [201, 'bot', null])
  })

  test('needs one person and a number of ours', async () => {
    const contactId = number.id
    for (const body of [
      { numberId: number.id },
      { contactId, phone: '11981110003', numberId: number.id },
      { phone: '123', numberId: number.id },
    ])
      assert.equal((await start('luisa', body)).status, 422, JSON.stringify(body))
    assert.equal((await start('luisa', { contactId, numberId: number.id })).status, 404)
    const gone = await anAccountWithNumber(app.ctx())
    await rows(`update numbers set state = 'removed' where id = $1`, gone.id)
    for (const numberId of [nobody, gone.id])
      assert.equal((await start('luisa', { phone: '11981110003', numberId })).status, 404)
  })
})
