import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse, parseItem } from './index.ts'
import {
  account,
  change,
  contactOfBia,
  message,
  messagesOf,
  ourNumber,
  read,
  receivedAt,
  samples,
  value,
} from './testing.ts'

const text = (id: string) => message('text', { text: { body: id } }, id)
const status = (id: string) => ({
  id,
  status: 'sent',
  timestamp: '1795435200',
  recipient_id: contactOfBia.wa_id,
})
const summary = ({ items, unparsed }: ReturnType<typeof parse>) => ({
  items: items.map((item) => (item.kind === 'field' ? item.field : item.providerId)),
  unparsed: unparsed.map(({ kind, reason }) => `${kind} ${reason}`),
})

test('a thousand updates for two numbers: what is good is read, what is not is named', () => {
  const other = { phone_number_id: '999' }
  const messages = Array.from({ length: 499 }, (_, index) => text(`m${index}`))
  const statuses = Array.from({ length: 499 }, (_, index) => status(`s${index}`))
  const unknown = message('hologram', { hologram: {} }, 'h')
  const bad = { ...text('bad'), text: { body: 7 } }
  const body = {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: account,
        changes: [{ field: 'messages', value: value({ messages: [bad, ...messages, unknown] }) }],
      },
      { id: account, changes: [{ field: 'messages', value: value({ metadata: other, statuses }) }] },
    ],
  }
  const { items, unparsed } = read(body)
  assert.equal(items.length, 999)
  assert.equal(items.filter(({ number }) => number === ourNumber).length, 500)
  assert.equal(items.filter(({ number }) => number === '999').length, 499)
  const hologram = items.find((item) => item.kind === 'message' && item.providerId === 'h')
  assert.ok(hologram?.kind === 'message' && hologram.message.type === 'unknown')
  assert.deepEqual(
    unparsed.map(({ kind, reason, detail }) => [kind, reason, detail]),
    [
      ['message', 'not_understood', 'body: invalid_type'],
      ['message', 'unknown_type', 'hologram'],
    ],
  )
})

describe('every place is looked at', () => {
  test('every entry, change, message, status and action', () => {
    const both = value({ messages: [text('a'), text('b')], statuses: [status('c')], user_actions: [{}] })
    const changes = [
      { field: 'messages', value: both },
      { field: 'security', value: {} },
    ]
    const entry = [
      { id: account, changes },
      { id: account, changes: [{ field: 'messages', value: both }] },
    ]
    assert.deepEqual(summary(read({ object: 'whatsapp_business_account', entry })), {
      items: ['a', 'b', 'c', 'user_actions', 'security', 'a', 'b', 'c', 'user_actions'],
      unparsed: [],
    })
  })

  test('the test button of the dashboard is read like everything', () => {
    const body = {
      ...messagesOf(text('a')),
      entry: [{ id: '0', changes: [{ field: 'messages', value: value({ messages: [text('a')] }) }] }],
    }
    assert.deepEqual(summary(read(body)), { items: ['a'], unparsed: [] })
  })

  test('empty lists hold nothing', () => {
    for (const part of [{ messages: [] }, { statuses: [] }, { errors: [], messages: [] }])
      assert.deepEqual(read(change('messages', value({ ...part, errors: undefined }))), {
        items: [],
        unparsed: [],
      })
    assert.deepEqual(read({ object: 'whatsapp_business_account', entry: [] }), { items: [], unparsed: [] })
  })
})

describe('what cannot be read costs its neighbours nothing', () => {
  for (const [what, broken, unparsed] of [
    ['null', null, 'message not_understood'],
    ['a number', 7, 'message not_understood'],
    ['a message without an id', { ...text('x'), id: undefined }, 'message not_understood'],
    ['a message without a type', { ...text('x'), type: undefined }, 'message not_understood'],
    ['a text without its text', { ...text('x'), text: undefined }, 'message not_understood'],
    [
      'a file without its id',
      { ...samples.image, image: { mime_type: 'image/png' } },
      'message not_understood',
    ],
    [
      'a place on no map',
      { ...samples.location, location: { latitude: 91, longitude: 0 } },
      'message not_understood',
    ],
    ['cards that are none', { ...samples.contacts, contacts: [7] }, 'message not_understood'],
    ['a reaction to nothing', { ...samples.reaction, reaction: {} }, 'message not_understood'],
    ['an edit of nothing', { ...samples.edit, edit: { message: {} } }, 'message not_understood'],
  ] as const)
    test(what, () => {
      assert.deepEqual(summary(read(messagesOf(text('a'), broken, text('b')))), {
        items: ['a', 'b'],
        unparsed: [unparsed],
      })
    })

  for (const [what, entry, unparsed] of [
    ['an entry', 7, 'entry not_understood'],
    ['an entry without changes', { id: account }, 'entry not_understood'],
    ['a change', { id: account, changes: [7] }, 'change not_understood'],
    ['a value', { id: account, changes: [{ field: 'messages', value: 7 }] }, 'change not_understood'],
    [
      'a list',
      { id: account, changes: [{ field: 'messages', value: value({ messages: { a: 1 } }) }] },
      'message not_understood',
    ],
    [
      'whose number it is',
      {
        id: account,
        changes: [{ field: 'messages', value: value({ metadata: undefined, messages: [text('x')] }) }],
      },
      'message not_understood',
    ],
  ] as const)
    test(what, () => {
      const good = { id: account, changes: [{ field: 'messages', value: value({ messages: [text('a')] }) }] }
      const body = { object: 'whatsapp_business_account', entry: [good, entry, good] }
      assert.deepEqual(summary(read(body)), { items: ['a', 'a'], unparsed: [unparsed] })
    })

  test('types that are names of JavaScript are unknown types', () => {
    for (const type of ['constructor', '__proto__', 'toString', 'id']) {
      const { items, unparsed } = read(messagesOf(message(type, {}, 'x')))
      assert.ok(items[0]?.kind === 'message' && items[0].message.type === 'unknown', type)
      assert.equal(unparsed[0]?.detail, type)
    }
  })

  test('a kind of reply, or content of an edit, that nobody knows is shown and counted', () => {
    const reply = message('interactive', { interactive: { type: 'hologram', hologram: {} } }, 'x')
    const edited = { original_message_id: 'wamid.1', message: { type: 'hologram' } }
    const { items, unparsed } = read(messagesOf(reply, message('edit', { edit: edited }, 'y')))
    assert.deepEqual(
      items.map((item) => 'message' in item && item.message.type),
      ['unknown', 'unknown'],
    )
    assert.deepEqual(
      unparsed.map(({ detail }) => detail),
      ['interactive/hologram', 'edit/hologram'],
    )
  })
})

describe('what is no envelope', () => {
  for (const body of [
    null,
    undefined,
    7,
    'x',
    [],
    {},
    { entry: {} },
    { object: 'whatsapp_business_account' },
  ])
    test(JSON.stringify(body) ?? 'undefined', () => {
      assert.deepEqual(summary(parse(body)), { items: [], unparsed: ['request not_understood'] })
    })

  test('of another product of Meta', () => {
    const body = { object: 'instagram', entry: [{ id: '1', messaging: [] }] }
    const [parked] = parse(body).unparsed
    assert.deepEqual([parked?.reason, parked?.detail], ['unknown_type', 'object instagram'])
    assert.deepEqual(parseItem('request', parked?.item).unparsed, [parked])
  })
})

describe('what was parked can be read again by itself', () => {
  test('with who wrote it, and to which number', () => {
    const messages = Object.values(samples)
    const { items } = read(change('messages', value({ messages, statuses: [status('c')] })))
    assert.ok(items.length >= messages.length)
    for (const item of items)
      assert.deepEqual(parseItem(item.kind, item.raw, { receivedAt }), { items: [item], unparsed: [] })
  })

  test('as far as it can be read', () => {
    const errors = [{ code: 131000, title: 'Something went wrong' }]
    const messages = [
      message('hologram', {}, 'h'),
      { ...text('x'), text: 7 },
      'x',
      message('interactive', {}, 'i'),
    ]
    const { unparsed } = read(change('messages', value({ messages, errors })))
    assert.equal(unparsed.length, 3)
    for (const one of unparsed)
      assert.deepEqual(parseItem(one.kind, one.item, { receivedAt }).unparsed, [one])
  })
})
