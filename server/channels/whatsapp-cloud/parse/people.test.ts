import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { InboundItem } from '../../channel.ts'
import {
  bia,
  biaHerself,
  change,
  contactOfBia,
  message,
  messagesOf,
  read,
  samples,
  value,
} from './testing.ts'

const anonymous = { waId: null, userId: null, parentUserId: null, username: null, profileName: null }

function senders(part: object): unknown[] {
  const { items, unparsed } = read(change('messages', value({ ...part })))
  assert.deepEqual(unparsed, [])
  return items.map((item) => ('from' in item ? item.from : null))
}

const { from: _, from_user_id: __, ...nameless } = samples.text

describe('who wrote', () => {
  test('somebody with a user name keeps the phone to themselves', () => {
    const contacts = [
      { profile: { name: 'Bia', username: 'bia' }, user_id: 'BR.1', parent_user_id: 'BR.ENT.9' },
    ]
    assert.deepEqual(senders({ contacts, messages: [{ ...nameless, from_user_id: 'BR.1' }] }), [
      { waId: null, userId: 'BR.1', parentUserId: 'BR.ENT.9', username: 'bia', profileName: 'Bia' },
    ])
  })

  test('the same person is known by both, once the phone comes too', () => {
    assert.deepEqual(senders({ messages: [samples.text] }), [biaHerself])
  })

  test('contacts add what the message leaves out', () => {
    assert.deepEqual(senders({ messages: [{ ...nameless, from: bia.from }] }), [biaHerself])
    assert.deepEqual(senders({ messages: [{ ...nameless, from_user_id: bia.from_user_id }] }), [biaHerself])
  })

  test('contacts go by their ids, not by their places', () => {
    const rui = { profile: { name: 'Rui' }, wa_id: '5511999990000' }
    const messages = [
      { ...nameless, from: '5511999990000' },
      { ...samples.text, id: 'wamid.2' },
    ]
    assert.deepEqual(senders({ contacts: [contactOfBia, rui], messages }), [
      { ...anonymous, waId: '5511999990000', profileName: 'Rui' },
      biaHerself,
    ])
  })

  test('a phone that is now somebody else’s does not lend them its name', () => {
    const messages = [{ ...samples.text, from_user_id: 'BR.other' }]
    assert.deepEqual(senders({ messages }), [{ ...anonymous, waId: bia.from, userId: 'BR.other' }])
  })

  test('no contacts at all, or broken ones', () => {
    const bare = { ...anonymous, waId: bia.from, userId: bia.from_user_id }
    for (const contacts of [undefined, null, [], 'x', [null, 7, { profile: 'x' }]])
      assert.deepEqual(senders({ contacts, messages: [samples.text] }), [bare])
  })

  test('an empty phone is none', () => {
    const messages = [{ ...nameless, from: '', from_user_id: 'BR.1' }]
    assert.deepEqual(senders({ contacts: [], messages }), [{ ...anonymous, userId: 'BR.1' }])
  })

  test('who is not named is whoever is the only contact', () => {
    assert.deepEqual(senders({ messages: [nameless] }), [biaHerself])
  })

  test('among several contacts nobody knows: it is parked with all of them', () => {
    const contacts = [contactOfBia, { wa_id: '5511999990000' }]
    const { items, unparsed } = read(change('messages', value({ contacts, messages: [nameless] })))
    assert.deepEqual(items, [])
    assert.equal(unparsed[0]?.detail, 'nobody is named')
    assert.ok(JSON.stringify(unparsed[0]?.item).includes('5511999990000'))
  })
})

describe('somebody who changed', () => {
  type Change = Extract<InboundItem, { kind: 'identity_change' }>
  const changed = (system: object, sender: object): Pick<Change, 'from' | 'before'> => {
    const raw = { ...message('system', { system }), from: undefined, from_user_id: undefined, ...sender }
    const { items, unparsed } = read(
      change('messages', { ...value({ messages: [raw] }), contacts: undefined }),
    )
    assert.deepEqual(unparsed, [])
    const [item] = items
    assert.ok(item?.kind === 'identity_change')
    return { from: item.from, before: item.before }
  }

  test('the number, with everything said', () => {
    const { items } = read(messagesOf(samples.numberChanged))
    const [item] = items
    assert.ok(item?.kind === 'identity_change')
    assert.deepEqual(item.from, { ...anonymous, waId: '5531999990000', userId: 'BR.222' })
    assert.deepEqual(item.before, { waId: bia.from, userId: bia.from_user_id, parentUserId: null })
  })

  for (const [what, system, sender, from, before] of [
    [
      'the number, as before user ids existed',
      { type: 'user_changed_number', wa_id: '552' },
      { from: '551' },
      { waId: '552' },
      { waId: '551' },
    ],
    [
      'the new number kept to themselves',
      { type: 'user_changed_number', user_id: 'BR.2', previous_user_id: 'BR.1' },
      { from: '551' },
      { userId: 'BR.2' },
      { waId: '551', userId: 'BR.1' },
    ],
    [
      'the id, without any phone',
      {
        type: 'user_changed_user_id',
        user_id: 'BR.2',
        previous_user_id: 'BR.1',
        parent_user_id: 'BR.ENT.2',
        previous_parent_user_id: 'BR.ENT.1',
      },
      {},
      { userId: 'BR.2', parentUserId: 'BR.ENT.2' },
      { userId: 'BR.1', parentUserId: 'BR.ENT.1' },
    ],
    [
      'the id, sent by the new one',
      { type: 'user_changed_user_id', user_id: 'BR.2', previous_user_id: 'BR.1' },
      { from_user_id: 'BR.2' },
      { userId: 'BR.2' },
      { userId: 'BR.1' },
    ],
    [
      'the number, sent by the new id, with the old one not said',
      { type: 'user_changed_number', wa_id: '552', user_id: 'BR.2' },
      { from: '551', from_user_id: 'BR.2' },
      { waId: '552', userId: 'BR.2' },
      { waId: '551' },
    ],
    [
      'the number, sent by the old id, with the new one not said',
      { type: 'user_changed_number', wa_id: '552', previous_user_id: 'BR.1' },
      { from: '551', from_user_id: 'BR.1' },
      { waId: '552' },
      { waId: '551', userId: 'BR.1' },
    ],
    [
      'the id, sent by the old one, which nothing else names',
      { type: 'user_changed_user_id', user_id: 'BR.2' },
      { from_user_id: 'BR.1' },
      { userId: 'BR.2' },
      { userId: 'BR.1' },
    ],
  ] as const)
    test(what, () => {
      const nobody = { waId: null, userId: null, parentUserId: null }
      assert.deepEqual(changed(system, sender), {
        from: { ...anonymous, ...from },
        before: { ...nobody, ...before },
      })
    })

  test('where it is not said into whom, it is parked', () => {
    const system = { type: 'user_changed_number', body: 'mudou' }
    const { items, unparsed } = read(messagesOf(message('system', { system })))
    assert.deepEqual(items, [])
    assert.equal(unparsed[0]?.reason, 'not_understood')
  })

  test('a notice that we do not know is shown, and counted', () => {
    const system = { type: 'user_changed_mood', body: 'Bia está feliz', user_id: bia.from_user_id }
    const { items, unparsed } = read(messagesOf(message('system', { system })))
    assert.ok(items[0]?.kind === 'message')
    assert.deepEqual(items[0].message.text, 'Bia está feliz')
    assert.deepEqual([unparsed[0]?.reason, unparsed[0]?.detail], ['unknown_type', 'system/user_changed_mood'])
  })
})
