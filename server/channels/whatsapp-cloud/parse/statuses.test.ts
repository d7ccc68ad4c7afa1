import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { InboundItem } from '../../channel.ts'
import { bia, biaHerself, change, ourNumber, read, sentAt, timestamp, value } from './testing.ts'

const status = (part: object) => ({
  id: 'wamid.ours',
  status: 'delivered',
  timestamp,
  recipient_id: bia.from,
  recipient_user_id: bia.from_user_id,
  biz_opaque_callback_data: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d',
  ...part,
})

function told(part: object, surroundings: object = {}): Extract<InboundItem, { kind: 'status' }> {
  const { items, unparsed } = read(change('messages', value({ statuses: [status(part)], ...surroundings })))
  assert.deepEqual(unparsed, [])
  const [item] = items
  assert.ok(item?.kind === 'status')
  return item
}

describe('what became of what we sent', () => {
  test('everything that is said', () => {
    const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' }
    const { raw: _, ...item } = told({ pricing })
    assert.deepEqual(item, {
      kind: 'status',
      number: ourNumber,
      at: sentAt,
      providerId: 'wamid.ours',
      status: 'delivered',
      ours: '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d',
      to: biaHerself,
      error: null,
      pricing,
    })
  })

  for (const name of ['sent', 'delivered', 'read', 'played', 'failed'] as const)
    test(name, () => assert.equal(told({ status: name }).status, name))

  test('a failure says why, and what that means', () => {
    const error = {
      code: 131047,
      title: 'Re-engagement message',
      message: 'Re-engagement message',
      error_data: { details: 'More than 24 hours have passed' },
      href: 'https://developers.facebook.com/docs',
    }
    const item = told(
      { status: 'failed', errors: [error], recipient_user_id: undefined },
      { contacts: undefined },
    )
    assert.deepEqual(item.error, {
      code: '131047',
      title: 'Re-engagement message',
      detail: 'More than 24 hours have passed',
      class: 'C',
      scope: 'message',
      trouble: 'window_closed',
      todo: 'use_template',
      retryAfterMs: null,
    })
    assert.equal(item.to?.waId, bia.from)
  })

  test('a failure without a reason is a failure', () => {
    for (const errors of [undefined, null, [], 'x', ['x']])
      assert.equal(told({ status: 'failed', errors }).error, null)
  })

  test('an error of which nothing can be read is still one', () => {
    assert.equal(told({ status: 'failed', errors: [{}] }).error?.trouble, 'provider_unavailable')
  })

  test('how long an advertisement makes everything free', () => {
    const conversation = {
      id: 'c1',
      expiration_timestamp: '1795435200',
      origin: { type: 'referral_conversion' },
    }
    const pricing = { billable: false, type: 'free_entry_point' }
    assert.deepEqual(told({ pricing, conversation }).pricing, { ...pricing, conversation })
    assert.deepEqual(told({ conversation }).pricing, { conversation })
    assert.equal(told({}).pricing, null)
  })

  test('nothing that may be missing is needed', () => {
    const bare = {
      recipient_id: undefined,
      recipient_user_id: undefined,
      biz_opaque_callback_data: undefined,
    }
    const item = told(bare, { contacts: undefined })
    assert.deepEqual([item.to, item.ours, item.pricing], [null, null, null])
  })

  test('of a group, the id is nobody’s phone', () => {
    const group = { recipient_type: 'group', recipient_id: 'group-1', recipient_user_id: undefined }
    assert.equal(told(group, { contacts: undefined }).to, null)
    const one = told({ ...group, recipient_participant_id: bia.from })
    assert.deepEqual(one.to, biaHerself)
  })

  test('a status that we do not know is counted', () => {
    const { items, unparsed } = read(change('messages', value({ statuses: [status({ status: 'warped' })] })))
    assert.deepEqual(items, [])
    assert.deepEqual(
      [unparsed[0]?.kind, unparsed[0]?.reason, unparsed[0]?.detail],
      ['status', 'unknown_type', 'warped'],
    )
  })
})
