import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ThreadMessage } from '../../api.ts'
import { itemsOf, printOf } from './items.ts'

const noon = new Date(2026, 10, 20, 12).getTime()
const minute = 60_000

function message(id: string, change: Partial<ThreadMessage> = {}): ThreadMessage {
  const plain = {
    direction: 'in',
    type: 'text',
    at: noon,
    content: { body: id },
    status: 'sent',
    reactions: [],
  } as const
  return { id, ...plain, reactions: [], ...change }
}

const shape = (messages: ThreadMessage[]) =>
  itemsOf(messages, []).map((item) =>
    item.kind === 'message' ? `${item.key}${item.first ? ' first' : ''}` : item.kind,
  )

test('each day has its line, and who goes on speaking no new beginning', () => {
  const messages = [
    message('a', { at: noon - 24 * 60 * minute }),
    message('b'),
    message('c', { at: noon + minute }),
    message('d', { at: noon + 2 * minute, direction: 'out' }),
    message('e', { at: noon + 10 * minute, direction: 'out' }),
    message('f', { at: noon + 10 * minute, type: 'system' }),
    message('g', { at: noon + 10 * minute, direction: 'out' }),
  ]
  assert.deepEqual(shape(messages), [
    'day',
    'a first',
    'day',
    'b first',
    'c',
    'd first',
    'e first',
    'system',
    'g first',
  ])
})

test('a button is taken once somebody has tapped it, and only the one', () => {
  const offers = ['one', 'two'].map((id) => message(id, { direction: 'out', type: 'interactive' }))
  const tap = message('tap', { type: 'interactive', content: { button_reply: { id: '1' } }, replyTo: 'one' })
  const words = message('words', { replyTo: 'two' })
  const taken = itemsOf([...offers, tap, words], []).flatMap((item) =>
    item.kind === 'message' && item.taken ? item.key : [],
  )
  assert.deepEqual(taken, ['one'])
})

test('a line is drawn anew for other words, not for another tick', () => {
  const [, item] = itemsOf([message('a', { direction: 'out', status: 'delivered' })], [])
  const [, read] = itemsOf([message('a', { direction: 'out', status: 'read' })], [])
  const [, edited] = itemsOf([message('a', { direction: 'out', status: 'read', content: { body: 'b' } })], [])
  assert.ok(item && read && edited)
  assert.equal(printOf(read), printOf(item))
  assert.notEqual(printOf(edited), printOf(item))
})
