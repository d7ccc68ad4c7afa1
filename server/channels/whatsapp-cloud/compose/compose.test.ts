import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Outgoing, OutgoingMedia, OutgoingTemplate, Recipient, ToSend } from '../../channel.ts'
import { compose } from './index.ts'

const nobody: Recipient = { waId: null, userId: null, parentUserId: null, phone: null }
const toSend = (message: Outgoing, other: Partial<ToSend> = {}): ToSend => ({
  number: '106540352242922',
  to: { ...nobody, waId: '553187654321' },
  message,
  replyTo: null,
  ours: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d',
  ...other,
})
const hello: Outgoing = { type: 'text', text: 'Olá', previewUrl: true }

test('a text, whole', () => {
  assert.deepEqual(compose(toSend(hello)), {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '+553187654321',
    type: 'text',
    text: { body: 'Olá', preview_url: true },
    biz_opaque_callback_data: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d',
  })
})

describe('to whom', () => {
  const addressed = (to: Partial<Recipient>) => {
    const { to: phone, recipient } = compose(toSend(hello, { to: { ...nobody, ...to } }))
    return { ...(phone !== undefined && { to: phone }), ...(recipient !== undefined && { recipient }) }
  }
  const cases: [string, Partial<Recipient>, object][] = [
    [
      'the id as received, without the ninth digit that we know of',
      { waId: '553187654321', phone: '+5531987654321', userId: 'BR.1' },
      { to: '+553187654321' },
    ],
    ['an id that has its plus already', { waId: '+5531987654321' }, { to: '+5531987654321' }],
    [
      'who keeps the phone private',
      { userId: 'BR.13491208655302741918' },
      { recipient: 'BR.13491208655302741918' },
    ],
    [
      'who wrote under a user id, rather than a phone that somebody typed',
      { userId: 'BR.1', phone: '+5531987654321' },
      { recipient: 'BR.1' },
    ],
    ['who is known by the parent id only', { parentUserId: 'BR.ENT.7' }, { recipient: 'BR.ENT.7' }],
    ['who never wrote', { phone: '+55 (31) 98765-4321' }, { to: '+5531987654321' }],
  ]
  for (const [name, to, expected] of cases) test(name, () => assert.deepEqual(addressed(to), expected))
})

test('an answer names what it answers; a reaction names its message only once', () => {
  assert.deepEqual(compose(toSend(hello, { replyTo: 'wamid.A' })).context, { message_id: 'wamid.A' })
  const reaction = compose(
    toSend({ type: 'reaction', providerId: 'wamid.B', emoji: '' }, { replyTo: 'wamid.A' }),
  )
  assert.deepEqual(reaction.reaction, { message_id: 'wamid.B', emoji: '' })
  assert.equal('context' in reaction, false)
})

describe('media', () => {
  const file = { providerId: '77', caption: 'Receita', name: 'receita.pdf', voice: true }
  const cases: [OutgoingMedia['kind'], object][] = [
    ['image', { id: '77', caption: 'Receita' }],
    ['video', { id: '77', caption: 'Receita' }],
    ['document', { id: '77', caption: 'Receita', filename: 'receita.pdf' }],
    ['audio', { id: '77', voice: true }],
    ['sticker', { id: '77' }],
  ]
  for (const [kind, expected] of cases)
    test(kind, () => {
      const body = compose(toSend({ type: 'media', media: { ...file, kind } }))
      assert.deepEqual([body.type, body[kind]], [kind, expected])
    })
  test('nothing is said of what is not there', () => {
    const media = { kind: 'audio', providerId: '77', caption: null, name: null, voice: false } as const
    assert.deepEqual(compose(toSend({ type: 'media', media })).audio, { id: '77' })
  })
})

test('a place and business cards', () => {
  const location = { latitude: -19.92, longitude: -43.94, name: 'Clínica' }
  assert.deepEqual(compose(toSend({ type: 'location', location })).location, location)
  const bare = { latitude: 1, longitude: 2 }
  const unnamed: Outgoing = { type: 'location', location: { ...bare, name: '', address: '' } }
  assert.deepEqual(compose(toSend(unnamed)).location, bare)
  const contacts = [
    {
      name: 'Ana Maria Souza',
      phones: [{ phone: '+55 31 98765-4321', type: 'WORK', waId: '553187654321' }],
      emails: [{ email: 'ana@clinica.com.br' }],
      organisation: 'Clínica',
    },
    { name: 'Davi', phones: [] },
  ]
  assert.deepEqual(compose(toSend({ type: 'contacts', contacts })).contacts, [
    {
      name: { formatted_name: 'Ana Maria Souza', first_name: 'Ana', last_name: 'Maria Souza' },
      phones: [{ phone: '+55 31 98765-4321', type: 'WORK', wa_id: '553187654321' }],
      emails: [{ email: 'ana@clinica.com.br' }],
      org: { company: 'Clínica' },
    },
    { name: { formatted_name: 'Davi', first_name: 'Davi' } },
  ])
})

describe('interactive', () => {
  const body = 'Quando?'
  const cases: [string, Extract<Outgoing, { type: 'interactive' }>['interactive'], object][] = [
    [
      'buttons',
      { kind: 'buttons', header: 'Consulta', body, footer: 'Clínica', buttons: [{ id: 'a', title: 'Hoje' }] },
      {
        type: 'button',
        header: { type: 'text', text: 'Consulta' },
        body: { text: body },
        footer: { text: 'Clínica' },
        action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'Hoje' } }] },
      },
    ],
    [
      'list',
      {
        kind: 'list',
        body,
        button: 'Horários',
        sections: [
          { title: 'Manhã', rows: [{ id: '9', title: '9 h', description: 'Dra. Ana' }] },
          { title: 'Tarde', rows: [{ id: '14', title: '14 h' }] },
        ],
      },
      {
        type: 'list',
        body: { text: body },
        action: {
          button: 'Horários',
          sections: [
            { title: 'Manhã', rows: [{ id: '9', title: '9 h', description: 'Dra. Ana' }] },
            { title: 'Tarde', rows: [{ id: '14', title: '14 h' }] },
          ],
        },
      },
    ],
    [
      'link',
      { kind: 'link', body, label: 'Ver', url: 'https://clinica.com.br/a' },
      {
        type: 'cta_url',
        body: { text: body },
        action: { name: 'cta_url', parameters: { display_text: 'Ver', url: 'https://clinica.com.br/a' } },
      },
    ],
    [
      'question for the place',
      { kind: 'ask_location', body },
      { type: 'location_request_message', body: { text: body }, action: { name: 'send_location' } },
    ],
    [
      'question for the phone',
      { kind: 'ask_contact', body },
      { type: 'request_contact_info', body: { text: body }, action: { name: 'request_contact_info' } },
    ],
    [
      'flow',
      {
        kind: 'flow',
        body,
        label: 'Agendar',
        flowId: '99',
        flowToken: 't',
        screen: 'INICIO',
        fields: { dia: 1 },
      },
      {
        type: 'flow',
        body: { text: body },
        action: {
          name: 'flow',
          parameters: {
            flow_message_version: '3',
            flow_id: '99',
            flow_cta: 'Agendar',
            flow_token: 't',
            flow_action: 'navigate',
            flow_action_payload: { screen: 'INICIO', data: { dia: 1 } },
          },
        },
      },
    ],
    [
      'flow that begins where it always does',
      { kind: 'flow', body, label: 'Agendar', flowId: '99', fields: {} },
      {
        type: 'flow',
        body: { text: body },
        action: {
          name: 'flow',
          parameters: { flow_message_version: '3', flow_id: '99', flow_cta: 'Agendar' },
        },
      },
    ],
  ]
  for (const [name, interactive, expected] of cases)
    test(name, () =>
      assert.deepEqual(compose(toSend({ type: 'interactive', interactive })).interactive, expected),
    )
})

describe('templates', () => {
  const bare: OutgoingTemplate = { name: 'lembrete', language: 'pt_BR', header: [], body: [], buttons: [] }
  const composed = (template: Partial<OutgoingTemplate>) =>
    compose(toSend({ type: 'template', template: { ...bare, ...template } })).template

  test('without variables', () =>
    assert.deepEqual(composed({}), { name: 'lembrete', language: { code: 'pt_BR' } }))

  test('by position and by name', () => {
    const position = composed({ body: [{ type: 'text', text: 'Ana' }] })
    const named = composed({ body: [{ type: 'text', text: 'Ana', name: 'paciente' }] })
    const components = (parameter: object) => ({
      name: 'lembrete',
      language: { code: 'pt_BR' },
      components: [{ type: 'body', parameters: [parameter] }],
    })
    assert.deepEqual(position, components({ type: 'text', text: 'Ana' }))
    assert.deepEqual(named, components({ type: 'text', parameter_name: 'paciente', text: 'Ana' }))
  })

  test('headers of every kind', () => {
    const location = { latitude: 1, longitude: 2, name: 'Clínica', address: 'Rua A' }
    const header = (parameter: OutgoingTemplate['header'][number]) => composed({ header: [parameter] })
    const expected = (parameter: object) => ({
      name: 'lembrete',
      language: { code: 'pt_BR' },
      components: [{ type: 'header', parameters: [parameter] }],
    })
    assert.deepEqual(
      header({ type: 'image', providerId: '5' }),
      expected({ type: 'image', image: { id: '5' } }),
    )
    assert.deepEqual(
      header({ type: 'video', providerId: '5' }),
      expected({ type: 'video', video: { id: '5' } }),
    )
    assert.deepEqual(
      header({ type: 'document', providerId: '5', name: 'nota.pdf' }),
      expected({ type: 'document', document: { id: '5', filename: 'nota.pdf' } }),
    )
    assert.deepEqual(header({ type: 'location', location }), expected({ type: 'location', location }))
  })

  test('buttons of every kind', () => {
    const buttons: OutgoingTemplate['buttons'] = [
      { index: 0, kind: 'quick_reply', parameter: { type: 'payload', payload: 'sim' } },
      { index: 1, kind: 'url', parameter: { type: 'text', text: 'abc' } },
      { index: 2, kind: 'copy_code', parameter: { type: 'coupon', code: 'DEZ' } },
      { index: 3, kind: 'flow', parameter: { type: 'payload', payload: 'token' } },
      { index: 4, kind: 'catalog', parameter: { type: 'payload', payload: 'sku' } },
    ]
    const button = (sub_type: string, index: string, parameter: object) => ({
      type: 'button',
      sub_type,
      index,
      parameters: [parameter],
    })
    assert.deepEqual(composed({ buttons }), {
      name: 'lembrete',
      language: { code: 'pt_BR' },
      components: [
        button('quick_reply', '0', { type: 'payload', payload: 'sim' }),
        button('url', '1', { type: 'text', text: 'abc' }),
        button('copy_code', '2', { type: 'coupon_code', coupon_code: 'DEZ' }),
        button('flow', '3', { type: 'action', action: { flow_token: 'token' } }),
        button('catalog', '4', { type: 'action', action: { thumbnail_product_retailer_id: 'sku' } }),
      ],
    })
  })
})
