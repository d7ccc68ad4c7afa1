import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Parsed } from '../../channel.ts'
import { parseItem } from './index.ts'
import {
  account,
  change,
  contactOfBia,
  type Raw,
  read,
  receivedAt,
  samples,
  timestamp,
  value,
} from './testing.ts'

/** Text as the worst of customers could send it: null bytes and halves of emoji included. */
const wildText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
})
const anything = fc.oneof(
  fc.jsonValue(),
  wildText,
  fc.constantFrom<unknown>(null, {}, [], '', 0, -1, 1e308, 2 ** 60),
)

const status: Raw = { id: 'wamid.s', status: 'read', timestamp, recipient_id: contactOfBia.wa_id }
const action: Raw = { action_type: 'marketing_messages_link_click', timestamp }
const whole = change(
  'messages',
  value({
    messages: Object.values(samples),
    statuses: [status],
    user_actions: [action],
    errors: [{ code: 1 }],
  }),
)

/** Every place in a JSON value, by its path. */
const pathsIn = (node: unknown, path: string[] = []): string[][] => [
  path,
  ...(typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))
    : []),
]
const places = pathsIn(whole)

function replaced(node: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by
  if (typeof node !== 'object' || node === null) return node
  const copy = Array.isArray(node) ? [...node] : { ...node }
  Reflect.set(copy, key, replaced(Reflect.get(node, key), rest, by))
  return copy
}

function assertSound({ items, unparsed }: Parsed): void {
  for (const item of items) assert.ok(!Number.isNaN(item.at.getTime()))
  const stored = JSON.stringify({ items, unparsed })
  // PostgreSQL refuses both.
  assert.ok(!/\\u0000|\\ud[89a-f]/i.test(stored.replaceAll('\\\\', '')), stored)
}

describe('whatever comes', () => {
  test('no JSON crashes it, and all that it makes of it can be stored', () => {
    fc.assert(fc.property(anything, (body) => assertSound(read(body))))
  })

  test('nor does anything anywhere in a request', () => {
    const place = fc.constantFrom(...places)
    fc.assert(
      fc.property(place, anything, (path, by) => assertSound(read(replaced(whole, path, by)))),
      { numRuns: 1000 },
    )
  })
})

/** Good elements of their own ids. */
const good = fc
  .array(fc.constantFrom(...Object.values(samples)), { minLength: 1, maxLength: 8 })
  .map((messages) => messages.map((message, index): Raw => ({ ...message, id: `wamid.good-${index}` })))
const broken = fc.oneof(
  anything,
  fc
    .tuple(
      fc.constantFrom(...Object.values(samples)),
      fc.constantFrom('id', 'type', 'text', 'image', 'from'),
      anything,
    )
    .map(([message, key, by]) => ({ ...message, [key]: by })),
)

const isGood = (id: string) => id.startsWith('wamid.good-')

describe('in company', () => {
  test('a broken item leaves the good ones as they are', () => {
    fc.assert(
      fc.property(good, broken, fc.nat(), (messages, bad, where) => {
        const at = where % (messages.length + 1)
        const mixed = [...messages.slice(0, at), bad, ...messages.slice(at)]
        const alone = read(change('messages', value({ messages })))
        const together = read(change('messages', value({ messages: mixed })))
        const kept = together.items.filter((item) => item.kind !== 'field' && isGood(item.providerId))
        assert.deepEqual(kept, alone.items)
      }),
    )
  })

  test('it does not matter in how many requests they come', () => {
    fc.assert(
      fc.property(fc.array(good, { minLength: 1, maxLength: 4 }), (groups) => {
        const entry = groups.map((messages) => ({
          id: account,
          changes: [{ field: 'messages', value: value({ messages }) }],
        }))
        const together = read({ object: 'whatsapp_business_account', entry })
        const each = groups.flat().map((message) => read(change('messages', value({ messages: [message] }))))
        assert.deepEqual(
          together.items,
          each.flatMap(({ items }) => items),
        )
        const again = together.items.map((item) => parseItem(item.kind, item.raw, { receivedAt }))
        assert.deepEqual(
          together.items,
          again.flatMap(({ items }) => items),
        )
      }),
    )
  })
})
