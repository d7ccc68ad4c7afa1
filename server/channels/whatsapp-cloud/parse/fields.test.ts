import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse, readJson } from './index.ts'
import {
  account,
  biaHerself,
  change,
  contactOfBia,
  message,
  ourNumber,
  type Raw,
  read,
  receivedAt,
  samples,
  sentAt,
  timestamp,
  value,
} from './testing.ts'

function field(body: unknown) {
  const { items, unparsed } = read(body)
  assert.deepEqual(unparsed, [])
  const [item] = items
  assert.ok(item?.kind === 'field')
  return item
}

describe('what is told about accounts and numbers', () => {
  test('whole, with the account that it is about', () => {
    const told = { display_phone_number: '551133334444', event: 'ONBOARDING' }
    const { raw: _, ...item } = field(change('phone_number_quality_update', told))
    assert.deepEqual(item, {
      kind: 'field',
      account,
      number: null,
      field: 'phone_number_quality_update',
      value: told,
      at: receivedAt,
    })
  })

  test('at the time that the entry says', () => {
    const entry = {
      id: account,
      time: Number(timestamp),
      changes: [{ field: 'security', value: { event: 'X' } }],
    }
    assert.deepEqual(field({ object: 'whatsapp_business_account', entry: [entry] }).at, sentAt)
  })

  test('of a partner, the account is inside', () => {
    const told = { event: 'PARTNER_ADDED', waba_info: { waba_id: '777', owner_business_id: '888' } }
    assert.equal(field(change('account_update', told)).account, '777')
  })

  test('the id of a template keeps its digits, long or not', () => {
    const told = (id: string) =>
      `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"message_template_status_update",
        "value":{"event":"APPROVED","message_template_id":${id},"message_template_name":"lembrete","reason":null}}]}]}`
    for (const id of ['9007199254740993', '1689556908129832']) {
      const { value } = field(readJson(Buffer.from(told(id))))
      assert.equal(value.message_template_id, id)
    }
  })

  test('numbers that are no ids stay numbers', () => {
    const told = { max_daily_conversations_per_business: 250, ids: [{ id: 5, grid: 6 }] }
    assert.deepEqual(field(change('business_capability_update', told)).value, {
      max_daily_conversations_per_business: 250,
      ids: [{ id: '5', grid: 6 }],
    })
  })

  for (const name of ['history', 'smb_app_state_sync', 'standby', 'calls', 'user_preferences'])
    test(`${name} is kept whole`, () => {
      const told = value({ [name]: [{ x: 1 }], messages: [samples.text] })
      const item = field(change(name, told))
      assert.deepEqual([item.field, item.number, item.value], [name, ourNumber, told])
    })

  test('a field that nobody knows is counted and can be read later', () => {
    const { items, unparsed } = read(change('surprises', { a: 1 }))
    assert.deepEqual(items, [])
    assert.deepEqual(
      unparsed.map(({ kind, reason, detail }) => [kind, reason, detail]),
      [['field', 'unknown_field', 'surprises']],
    )
  })

  test('a list that nobody knows too', () => {
    const { items, unparsed } = read(change('messages', value({ dances: [{}] })))
    assert.deepEqual(items, [])
    assert.equal(unparsed[0]?.reason, 'unknown_field')
    assert.ok(unparsed[0]?.detail.includes('dances'))
  })
})

describe('beside the messages', () => {
  test('a tap on a link', () => {
    const action = {
      action_type: 'marketing_messages_link_click',
      timestamp,
      marketing_messages_link_click_data: { click_component: 'CTA', click_id: 'c1' },
    }
    const item = field(change('messages', value({ contacts: undefined, user_actions: [action] })))
    assert.deepEqual(
      [item.field, item.number, item.at, item.value],
      ['user_actions', ourNumber, sentAt, action],
    )
  })

  test('errors of the account', () => {
    const errors = [{ code: 130429, title: 'Rate limit hit' }]
    const item = field(change('messages', value({ contacts: undefined, errors })))
    assert.deepEqual([item.field, item.number, item.value], ['errors', ourNumber, { errors }])
  })

  test('errors beside a reply without a body explain it, and nothing else', () => {
    const errors = [{ code: 131000, title: 'Something went wrong', message: 'Something went wrong' }]
    const messages = [samples.text, message('interactive', {})]
    const { items, unparsed } = read(change('messages', value({ messages, errors })))
    assert.deepEqual(unparsed, [])
    assert.deepEqual(
      items.map((item) => item.kind === 'message' && [item.message.type, item.message.content]),
      [
        ['text', {}],
        [
          'unsupported',
          {
            unsupported: { type: 'interactive' },
            error: { code: '131000', title: 'Something went wrong', detail: null, todo: 'check_and_retry' },
          },
        ],
      ],
    )
  })

  test('a reply without a body is shown as such without errors too', () => {
    const { items } = read(change('messages', value({ messages: [message('interactive', {})] })))
    assert.ok(items[0]?.kind === 'message')
    assert.equal(items[0].message.type, 'unsupported')
  })

  test('a file that Meta could not fetch', () => {
    const errors = [{ code: 131052, title: 'Media download error' }]
    const { items } = read(change('messages', value({ messages: [message('video', { errors })] })))
    assert.ok(items[0]?.kind === 'message')
    assert.deepEqual([items[0].message.type, items[0].message.media], ['unsupported', null])
    assert.deepEqual(items[0].message.content.error, {
      code: '131052',
      title: 'Media download error',
      detail: null,
      todo: 'ask_to_resend',
    })
  })
})

describe('what was written on the business’s own phone', () => {
  const { from: _, from_user_id: __, ...text } = samples.text
  const echo = (part: Raw) => ({ ...text, from: '551133334444', to: contactOfBia.wa_id, ...part })
  const echoed = (...message_echoes: Raw[]) => read(change('smb_message_echoes', value({ message_echoes })))

  test('is told apart from what customers write', () => {
    const { items, unparsed } = echoed(echo({}))
    assert.deepEqual(unparsed, [])
    assert.ok(items[0]?.kind === 'echo')
    assert.deepEqual([items[0].to, items[0].message.text], [biaHerself, 'Oi, vocês abrem sábado? 👍🏽'])
  })

  test('reactions, edits and deletions with it', () => {
    const { items } = echoed(
      echo({ type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } }),
      echo({ type: 'edit', edit: samples.edit.edit }),
      echo({ type: 'revoke', revoke: { original_message_id: 'wamid.x' } }),
    )
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['reaction', 'edit', 'deletion'],
    )
    assert.ok(items[0]?.kind === 'reaction' && items[0].byBusiness)
  })
})

test('without an account nobody knows whom a field is about', () => {
  const entry = [{ changes: [{ field: 'security', value: { event: 'X' } }] }]
  assert.equal(parse({ object: 'whatsapp_business_account', entry }).unparsed[0]?.reason, 'not_understood')
})
