import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addressOf } from '#platform/live/address.ts'
import { bucket } from '#platform/live/bucket.ts'
import { cursorAt } from '#platform/live/pushes.ts'

describe('where a socket comes from', () => {
  const cases: Array<[trustProxy: string[] | false, peer: string, forwarded: string, address: string]> = [
    [false, '203.0.113.9', '', '203.0.113.9'],
    [false, '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    [false, '::ffff:203.0.113.9', '', '203.0.113.9'],
    [['loopback'], '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    [['loopback'], '::ffff:127.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    [['loopback', '10.0.0.0/8'], '127.0.0.1', '198.51.100.1, 10.1.2.3', '198.51.100.1'],
    [['loopback'], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    [['10.0.0.1'], '10.0.0.1', 'nonsense, 198.51.100.1', '198.51.100.1'],
    [['loopback'], '127.0.0.1', '', '127.0.0.1'],
    [['loopback'], '::1', '2001:db8::7', '2001:db8::7'],
  ]
  for (const [trustProxy, peer, forwarded, address] of cases)
    it(`is ${address} for ${peer} with "${forwarded}" behind ${trustProxy || 'nothing'}`, () => {
      assert.equal(addressOf({ trustProxy }, peer, { 'x-forwarded-for': forwarded }), address)
    })
})

describe('the cursor of a push', () => {
  it('never passes the next event, nor one that is still to come', () => {
    const events = ['3', '10', '11', '40'].map((id) => ({ id }))
    const cursors = (settled: string) => events.map((_, index) => cursorAt(events, index, settled))
    assert.deepEqual(cursors('40'), ['9', '10', '39', '40'])
    assert.deepEqual(cursors('20'), ['9', '10', '20', '20'])
    assert.deepEqual(cursors('2'), ['2', '2', '2', '2'])
  })
})

describe('a bucket', () => {
  it('allows so many at once, and then so many a second', () => {
    let now = 0
    const { take, isEmpty, isFull } = bucket({ size: 3, perSecond: 2 }, () => now)
    assert.deepEqual([take(), take(), take(), take(), isEmpty()], [true, true, true, false, true])
    now = 500
    assert.deepEqual([take(), take()], [true, false])
    now = 60_000
    assert.equal(isFull(), true)
    assert.deepEqual([take(), take(), take(), take()], [true, true, true, false])
  })
})
