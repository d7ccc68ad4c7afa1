import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Opened, openSandbox } from '../../testing.ts'

let opened: Opened
let to: string
before(async () => {
  opened = await openSandbox()
  opened.sandbox.faults.set({ throughputPerSecond: 0, pair: { perSeconds: 0, burst: 1 } })
  to = (await opened.someone()).phone ?? ''
})
after(() => opened.close())

const long = (length: number) => 'x'.repeat(length)
const text = { type: 'text', text: { body: 'Oi' } }
const body = { text: 'Escolha' }
const reply = (title: string, id = title) => ({ type: 'reply', reply: { id, title } })
const buttons = (...all: object[]) => ({
  type: 'interactive',
  interactive: { type: 'button', body, action: { buttons: all } },
})
const list = (sections: object[], more: object = {}) => ({
  type: 'interactive',
  interactive: { type: 'list', body, action: { button: 'Ver', sections }, ...more },
})
const row = (id: string, title = 'Limpeza') => ({ id, title })
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(String(n)))
const template = (name: string, components: object[] = [], code = 'pt_BR') => ({
  type: 'template',
  template: { name, language: { code }, components },
})
const words = (...texts: string[]) => texts.map((text) => ({ type: 'text', text }))
const reminder = (...texts: string[]) =>
  template('lembrete_consulta', [{ type: 'body', parameters: words(...texts) }])
const contact = {
  name: { formatted_name: 'Ana Lima', first_name: 'Ana' },
  phones: [{ phone: '+5511987650000' }],
}

const refused: [string, object, number][] = [
  ['no product', { messaging_product: undefined, ...text }, 100],
  ['another product', { messaging_product: 'messenger', ...text }, 100],
  ['no recipient', { to: undefined, ...text }, 100],
  ['a recipient that is no phone', { to: 'Beatriz', ...text }, 131009],
  ['a recipient that is no user id', { to: undefined, recipient: '5511987654321', ...text }, 131009],
  ['the sender as recipient', { to: '+55 11 5039-1000', ...text }, 131021],
  ['a group', { recipient_type: 'group', ...text }, 131051],
  ['a type there is not', { type: 'poll', poll: {} }, 100],
  ['a type without its part', { type: 'image' }, 100],
  ['a text without words', { type: 'text', text: { body: '' } }, 100],
  ['a text that is too long', { type: 'text', text: { body: long(4097) } }, 100],
  ['emoji count as what they weigh', { type: 'text', text: { body: '👍'.repeat(2049) } }, 100],
  ['a key there is not', { type: 'text', text: { body: 'Oi', colour: 'red' } }, 100],
  ['a callback datum that is too long', { ...text, biz_opaque_callback_data: long(513) }, 100],
  ['a context that is no message', { ...text, context: { message_id: 'M0' } }, 131009],
  ['a picture from nowhere', { type: 'image', image: {} }, 100],
  ['a picture from two places', { type: 'image', image: { id: '1', link: 'https://a.b/c' } }, 100],
  ['a picture that was never uploaded', { type: 'image', image: { id: '123' } }, 131009],
  ['a link that is none', { type: 'image', image: { link: 'ftp://a.b/c' } }, 100],
  [
    'a caption that is too long',
    { type: 'image', image: { link: 'https://a.b/c', caption: long(1025) } },
    100,
  ],
  ['a caption on a voice', { type: 'audio', audio: { link: 'https://a.b/c', caption: 'Oi' } }, 100],
  ['a place without a latitude', { type: 'location', location: { longitude: 1 } }, 100],
  ['a place beyond the pole', { type: 'location', location: { latitude: 91, longitude: 1 } }, 100],
  ['no contact', { type: 'contacts', contacts: [] }, 131009],
  [
    'a contact with half a name',
    { type: 'contacts', contacts: [{ name: { formatted_name: 'Ana' } }] },
    131009,
  ],
  ['258 contacts', { type: 'contacts', contacts: Array.from({ length: 258 }, () => contact) }, 131009],
  ['a reaction without a message', { type: 'reaction', reaction: { emoji: '👍' } }, 100],
  [
    'a reaction that quotes',
    {
      type: 'reaction',
      reaction: { message_id: 'wamid.x', emoji: '👍' },
      context: { message_id: 'wamid.x' },
    },
    131009,
  ],
  ['four buttons', buttons(reply('a'), reply('b'), reply('c'), reply('d')), 131009],
  ['no button', buttons(), 131009],
  ['a button title that is too long', buttons(reply(long(21))), 131009],
  ['a button id that is too long', buttons(reply('a', long(257))), 131009],
  ['two buttons of one title', buttons(reply('a', '1'), reply('a', '2')), 131009],
  [
    'buttons without a body',
    { type: 'interactive', interactive: { type: 'button', action: { buttons: [reply('a')] } } },
    131008,
  ],
  ['a list of eleven rows', list([{ rows: rows(11) }]), 131009],
  [
    'eleven rows in two sections',
    list([
      { title: 'a', rows: rows(6) },
      { title: 'b', rows: rows(5) },
    ]),
    131009,
  ],
  [
    'two sections, one without a title',
    list([{ title: 'a', rows: [row('1')] }, { rows: [row('2')] }]),
    131009,
  ],
  ['two rows of one id', list([{ rows: [row('1'), row('1')] }]), 131009],
  ['a row title that is too long', list([{ rows: [row('1', long(25))] }]), 131009],
  ['a footer that is too long', list([{ rows: rows(1) }], { footer: { text: long(61) } }), 131009],
  [
    'a picture above a list',
    list([{ rows: rows(1) }], { header: { type: 'image', image: { id: '1' } } }),
    131009,
  ],
  ['an interactive of no type', { type: 'interactive', interactive: { body } }, 131008],
  ['a template there is not', template('nunca_visto'), 132001],
  ['a template in another language', template('lembrete_consulta', [], 'en_US'), 132001],
  ['a template not approved', template('pesquisa_satisfacao'), 132001],
  ['too few parameters', reminder('Bia'), 132000],
  ['too many parameters', reminder('Bia', 'hoje', 'amanhã'), 132000],
  ['a parameter of two lines', reminder('Bia\nRamos', 'hoje'), 132018],
  ['a body that becomes too long', reminder(long(600), long(600)), 132005],
  [
    'a named parameter without its name',
    template('retomar_conversa', [{ type: 'body', parameters: words('Bia') }]),
    132012,
  ],
  [
    'a text where a picture belongs',
    template('promocao_do_mes', [{ type: 'header', parameters: words('x') }]),
    132012,
  ],
  ['a template without language', { type: 'template', template: { name: 'hello_world' } }, 131008],
]

describe('what Meta refuses is refused', () => {
  for (const [name, message, code] of refused)
    test(name, async () => {
      const { status, body } = await opened.send({ to, ...message })
      assert.equal(body.error?.code, code, JSON.stringify(body))
      assert.equal(status, code === 132001 ? 404 : 400)
      assert.equal(body.error.type, 'OAuthException')
      assert.ok(body.error.fbtrace_id)
      assert.ok(body.error.message.startsWith(`(#${code})`))
    })

  test('and leaves nothing behind', () => {
    assert.deepEqual(opened.sandbox.ledger.sends(), [])
  })
})

const accepted: [string, object][] = [
  ['the longest text', { type: 'text', text: { body: long(4096), preview_url: true } }],
  ['no type is a text', { text: { body: 'Oi' } }],
  ['keys that nobody knows, at the top', { ...text, flavour: 'new' }],
  ['a place', { type: 'location', location: { latitude: -23.5, longitude: '-46.6', name: 'Clínica' } }],
  ['a contact', { type: 'contacts', contacts: [contact] }],
  ['three buttons', buttons(reply('Sim'), reply('Não'), reply('Talvez'))],
  [
    'ten rows in two sections',
    list([
      { title: 'a', rows: rows(5) },
      { title: 'b', rows: rows(10).slice(5) },
    ]),
  ],
  [
    'a link button',
    {
      type: 'interactive',
      interactive: {
        type: 'cta_url',
        body,
        action: { name: 'cta_url', parameters: { display_text: 'Abrir', url: 'https://example.com' } },
      },
    },
  ],
  [
    'asking for the phone',
    {
      type: 'interactive',
      interactive: { type: 'request_contact_info', body, action: { name: 'request_contact_info' } },
    },
  ],
  ['a template', reminder('Bia', 'amanhã')],
  [
    'a template with names',
    template('retomar_conversa', [
      { type: 'body', parameters: [{ type: 'text', text: 'Bia', parameter_name: 'nome' }] },
    ]),
  ],
]

describe('what Meta accepts is accepted', () => {
  for (const [name, message] of accepted)
    test(name, async () => {
      const { status, body } = await opened.send({ to, ...message })
      assert.equal(status, 200, JSON.stringify(body))
      assert.match(body.messages[0].id, /^wamid\./)
    })
})

test('the customer sees a template with its words in place', async () => {
  const { phone, id } = await opened.someone()
  await opened.send({
    to: phone,
    ...template('lembrete_consulta', [
      { type: 'body', parameters: words('Bia', 'amanhã') },
      {
        type: 'button',
        sub_type: 'quick_reply',
        index: '1',
        parameters: [{ type: 'payload', payload: 'mudar' }],
      },
    ]),
  })
  const shown = opened.sandbox.customers.thread(id, opened.number.id).data.at(-1)?.template
  assert.equal(shown?.body, 'Olá, Bia. Lembramos da sua consulta em amanhã. Você confirma?')
  assert.deepEqual(
    shown.buttons.map(({ text, payload }) => [text, payload]),
    [
      ['Confirmar', 'Confirmar'],
      ['Remarcar', 'mudar'],
    ],
  )
})

test('a code goes to a phone only', async () => {
  const { userId, phone } = await opened.someone()
  const code = template('codigo_de_acesso', [
    { type: 'body', parameters: words('123456') },
    { type: 'button', sub_type: 'url', index: 0, parameters: words('123456') },
  ])
  assert.equal((await opened.send({ recipient: userId, ...code })).body.error.code, 131062)
  assert.equal((await opened.send({ to: phone, ...code })).status, 200)
})

test('both spellings of a phone reach the same person, under the name WhatsApp has for it', async () => {
  const { waId, id } = await opened.someone({ phone: '+5531988776655' })
  assert.equal(waId, '553188776655')
  for (const to of ['+5531988776655', '+55 (31) 8877-6655', '31 98877-6655']) {
    const { body } = await opened.send({ to, ...text })
    assert.deepEqual(body.contacts, [{ input: to, wa_id: waId }])
    assert.equal(opened.sandbox.ledger.sends().at(-1)?.customer, id)
  }
})

test('a number without a plus gets the country of the business in front', async () => {
  const { body } = await opened.send({ to: '5531988776655', ...text })
  assert.equal(body.contacts[0].wa_id, '555531988776655')
})

test('a user id is answered with a user id', async () => {
  const { userId } = await opened.someone({ username: 'so.usuario' })
  const { body } = await opened.send({ recipient: userId, ...text })
  assert.deepEqual(body.contacts, [{ input: userId, user_id: userId }])
})
