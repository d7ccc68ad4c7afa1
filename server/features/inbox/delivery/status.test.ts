import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { DeliveryStatus, ProviderError } from '../../../channels/channel.ts'
import { advance, type Progress, type Step } from './status.ts'

const error: ProviderError = {
  code: '131026',
  title: 'Undeliverable',
  detail: null,
  class: 'C',
  scope: 'message',
  trouble: 'undeliverable',
  todo: null,
  retryAfterMs: null,
}
const sending: Progress = {
  status: 'sending',
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  error: null,
}
const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second))
const step = (status: DeliveryStatus, second: number): Step => ({
  status,
  at: at(second),
  error: status === 'failed' ? error : null,
})
const after = (...steps: Step[]) => steps.reduce(advance, sending)

test('the furthest step wins, whatever comes late', () => {
  const progress = after(step('read', 3), step('delivered', 2), step('sent', 1))
  assert.equal(progress.status, 'read')
  assert.deepEqual([progress.sentAt, progress.deliveredAt, progress.readAt], [at(1), at(2), at(3)])
})

test('a message that was read at once was delivered, too', () => {
  assert.deepEqual(after(step('read', 3)).deliveredAt, at(3))
})

test('a failure is the end of what was not delivered, with its reason', () => {
  const progress = after(step('sent', 1), step('failed', 2), step('sent', 3))
  assert.deepEqual([progress.status, progress.error?.code, progress.failedAt], ['failed', '131026', at(2)])
})

test('what was delivered has not failed, in either order', () => {
  for (const progress of [
    after(step('delivered', 2), step('failed', 3)),
    after(step('failed', 2), step('delivered', 3)),
  ])
    assert.deepEqual([progress.status, progress.error, progress.failedAt], ['delivered', null, null])
})

test('what was in doubt is settled by any status', () => {
  for (const status of ['sent', 'delivered', 'read', 'failed'] as const)
    assert.equal(advance({ ...sending, status: 'unknown' }, step(status, 1)).status, status)
})

const anyStep = fc
  .tuple(fc.constantFrom<DeliveryStatus>('sent', 'delivered', 'read', 'played', 'failed'), fc.nat(50))
  .map(([status, second]) => step(status, second))

test('any order, with any repetitions, ends the same', () => {
  fc.assert(
    fc.property(
      fc.array(anyStep, { maxLength: 8 }),
      fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
      (steps, order) => {
        const again = [...steps, ...steps]
          .map((one, index) => ({ one, key: order[index] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        assert.deepEqual(after(...again), after(...steps))
      },
    ),
  )
})

test('no status ever takes a message back', () => {
  const rank = ['sending', 'failed', 'sent', 'delivered', 'read', 'played']
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 8 }), anyStep, (steps, last) => {
      const [before, now] = [after(...steps).status, after(...steps, last).status]
      if (before === 'sent' && now === 'failed') return
      assert.ok(rank.indexOf(now) >= rank.indexOf(before), `${before} became ${now}`)
    }),
  )
})
