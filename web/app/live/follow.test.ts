import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaughtUp } from '#contract/live.ts'
import { createFollower, type Told } from './follow.ts'

const push = (eventId: string, cursor = eventId): Told => ({
  name: 'presence',
  payload: { eventId, cursor },
})

const page = (events: Told[], cursor: string, more: Partial<CaughtUp> = {}): CaughtUp => ({
  events,
  cursor,
  complete: true,
  resync: false,
  ...more,
})

function following(answers: (CaughtUp | null)[] = []) {
  const told: string[] = []
  const asked: string[] = []
  const said: string[] = []
  const follower = createFollower({
    ask: async (after) => {
      asked.push(after)
      return answers.shift() ?? null
    },
    pass: ({ payload }) => told.push(payload.eventId),
    onFirst: () => said.push('first'),
    onResync: () => said.push('resync'),
  })
  return { ...follower, told, asked, said }
}

test('the first connection asks for nothing, and says when to read', async () => {
  const { arrive, hear, told, asked, said } = following()
  assert.equal(await arrive('10'), true)
  hear(push('10'))
  hear(push('11'))
  assert.deepEqual([told, asked, said], [['11'], [], ['first']])
})

test('after a break what was missed is told once, in order, before what came meanwhile', async () => {
  const { arrive, hear, lose, told, asked } = following([
    page([push('12', '11'), push('13', '11')], '13', { complete: false }),
    page([push('14', '13')], '15'),
  ])
  await arrive('10')
  hear(push('11'))
  lose()
  const caughtUp = arrive('20')
  hear(push('13'))
  hear(push('16'))
  assert.deepEqual(told, ['11'], 'nothing runs ahead of what is missing')
  assert.equal(await caughtUp, true)
  assert.deepEqual(told, ['11', '12', '13', '14', '16'])
  assert.deepEqual(asked, ['11', '13'])
})

test('a break while catching up loses nothing: the next connection asks from the same place', async () => {
  const { arrive, hear, lose, told, asked } = following([null, page([push('11'), push('12')], '12')])
  await arrive('10')
  const first = arrive('11')
  hear(push('12'))
  lose()
  assert.equal(await first, false)
  assert.equal(await arrive('12'), true)
  assert.deepEqual(asked, ['10', '10'])
  assert.deepEqual(told, ['11', '12'])
})

test('when too much was missed everything is read again, from the cursor of the answer', async () => {
  const { arrive, hear, told, said } = following([page([], '500', { resync: true })])
  await arrive('10')
  assert.equal(await arrive('500'), true)
  hear(push('500'))
  hear(push('501'))
  assert.deepEqual([told, said], [['501'], ['first', 'resync']])
})
