import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Opened, openSandbox } from '../testing.ts'

let opened: Opened
let path: string
before(async () => {
  opened = await openSandbox()
  path = `${opened.outside.wabaId}/message_templates`
})
after(() => opened.close())

const withBody = (text: string, more: object = {}) => ({
  name: 'novo_modelo',
  language: 'pt_BR',
  category: 'UTILITY',
  components: [{ type: 'BODY', text, example: { body_text: [['a', 'b']] } }],
  ...more,
})
const create = (template: object) => opened.graph('POST', path, template)
const changes = () =>
  opened.receiver.received
    .map(({ body }) => JSON.parse(body).entry[0].changes[0])
    .filter(({ field }) => field === 'message_template_status_update')
    .map(({ value }) => value)

test('the list is paged to its end and filtered', async () => {
  const names: string[] = []
  for (let next: string | undefined = `${path}?limit=3&fields=name`; next; ) {
    const { body } = await opened.graph('GET', next)
    names.push(...body.data.map(({ name }: { name: string }) => name))
    next = body.paging?.next
  }
  assert.deepEqual([names.length, new Set(names).size], [7, 7])
  const approved = await opened.graph('GET', `${path}?status=approved&language=pt_BR`)
  assert.ok(approved.body.data.length > 2)
  for (const { status, language } of approved.body.data)
    assert.deepEqual([status, language], ['APPROVED', 'pt_BR'])
  assert.equal((await opened.graph('GET', `${path}?after=bm9uZQ`)).body.error.code, 100)
})

test('a new one is pending, then approved, and a webhook says so', async () => {
  const made = await create(withBody('Olá, {{1}}, seu pedido {{2}} saiu.'))
  assert.deepEqual([made.body.status, made.body.category], ['PENDING', 'UTILITY'])
  await opened.sandbox.settled()
  const [change] = changes()
  assert.deepEqual([change.event, String(change.message_template_id)], ['APPROVED', made.body.id])
  assert.equal(typeof change.message_template_id, 'number')
  const again = await create(withBody('Outra coisa.'))
  assert.equal(again.body.error.error_subcode, 2388024)
  assert.deepEqual((await opened.graph('DELETE', `${path}?name=novo_modelo`)).body, { success: true })
  assert.deepEqual((await opened.graph('GET', `${path}?name=novo_modelo`)).body, { data: [] })
})

test('one is rejected when that is asked for', async () => {
  opened.receiver.clear()
  opened.sandbox.faults.set({ rejectTemplates: true })
  await create(withBody('Olá.', { name: 'recusado' }))
  await opened.sandbox.settled()
  assert.deepEqual([changes()[0].event, changes()[0].reason], ['REJECTED', 'INVALID_FORMAT'])
})

const bad: [string, object, number | undefined][] = [
  ['a name in capitals', withBody('Olá.', { name: 'Novo' }), 2388042],
  ['a variable at the start', withBody('{{1}}, olá.'), 2388299],
  ['a variable at the end', withBody('Olá, {{1}}.'), 2388299],
  ['two variables side by side', withBody('Olá, {{1}} {{2}}, tudo bem?'), 2388072],
  ['a gap in the numbers', withBody('Olá, {{1}}, o pedido {{3}} saiu.'), 2388072],
  ['a body that is too long', withBody('x'.repeat(1025)), 2388040],
  ['no body', withBody('', { components: [{ type: 'FOOTER', text: 'Fim' }] }), 2388072],
  ['a variable in the footer', withBody('', { components: [{ type: 'FOOTER', text: '{{1}}' }] }), 2388073],
  ['a category there is not', withBody('Olá.', { category: 'SPAM' }), undefined],
]
for (const [name, template, subcode] of bad)
  test(`refused: ${name}`, async () => {
    const { status, body } = await create(template)
    assert.deepEqual([status, body.error.code, body.error.error_subcode], [400, 100, subcode])
  })
