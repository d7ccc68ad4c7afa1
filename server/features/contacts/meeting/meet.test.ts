import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Ctx, transaction } from '#platform/context.ts'
import { system } from '#platform/policy.ts'
import { testDeps } from '#test/deps.ts'
import { meetAll, meetOne, seen } from '../testing.ts'
import { followIdentityChange, type IdentityChange } from './follow.ts'
import type { Sighting } from './identities.ts'
import { meet } from './meet.ts'

const { deps, database, clock, close } = await testDeps()
after(close)
const ctx: Ctx = { ...deps, actor: system }

let count = 0
/** A mobile number of Belo Horizonte that nobody has yet, with and without the ninth digit. */
const aNumber = () => {
  const rest = String(7_000_0000 + ++count)
  return { long: `55319${rest}`, short: `5531${rest}`, e164: `+55319${rest}` }
}
const aUserId = () => `BR.${13_000_000_000_000 + ++count}`
const contact = async (id: string) =>
  (await database.pool.query('select * from contacts where id = $1', [id])).rows[0]
const eventsOf = async (name: string, id: string) =>
  (await database.pool.query('select 1 from events where name = $1 and subject_id = $2', [name, id])).rowCount
const follow = (change: Omit<IdentityChange, 'channel' | 'scope'>) =>
  transaction(ctx, (ctx) => followIdentityChange(ctx, { channel: 'whatsapp', scope: 'portfolio', ...change }))
/** Without the second try that a transaction gets after a deadlock: here there must be none. */
const meetWithoutRetry = (sightings: Sighting[]) =>
  ctx.db.transaction().execute((db) => meet({ ...ctx, db, outbox: [] }, sightings))
const person = (of: Parameters<typeof seen>[0]) => seen(of).person

test('somebody new becomes a contact, and is known from then on', async () => {
  const { long, e164 } = aNumber()
  const [first] = await meetAll(ctx, [seen({ waId: long, profileName: 'Mariana', username: 'mari.alves' })])
  assert.ok(first?.appeared)
  const row = await contact(first.contactId)
  assert.deepEqual(
    [row.name, row.profile_name, row.username, row.phone],
    [null, 'Mariana', 'mari.alves', e164],
  )
  assert.equal(await eventsOf('contact.appeared', first.contactId), 1)
  assert.deepEqual(await meetAll(ctx, [seen({ waId: long })]), [
    { contactId: first.contactId, appeared: false },
  ])
  assert.equal(await eventsOf('contact.appeared', first.contactId), 1)
})

test('with or without the ninth digit it is the same contact, and each spelling is kept as it came', async () => {
  const { long, short, e164 } = aNumber()
  const id = await meetOne(ctx, { waId: long })
  assert.equal(await meetOne(ctx, { waId: short }), id)
  const { rows } = await database.pool.query(
    'select value, phone from identities where contact_id = $1 order by length(value)',
    [id],
  )
  assert.deepEqual(rows, [
    { value: short, phone: e164 },
    { value: long, phone: e164 },
  ])
})

test('a landline is nobody with a mobile number', async () => {
  const landline = await meetOne(ctx, { waId: '553132345678' })
  assert.notEqual(await meetOne(ctx, { waId: '5531932345678' }), landline)
  assert.equal((await contact(landline)).phone, '+553132345678')
})

test('by user id only, later with the phone, then with another number, then by the id alone', async () => {
  const [userId, newUserId, old, fresh] = [aUserId(), aUserId(), aNumber(), aNumber()]
  const id = await meetOne(ctx, { userId, profileName: 'Rui' })
  assert.equal((await contact(id)).phone, null)
  assert.equal(await meetOne(ctx, { userId, waId: old.short }), id)
  assert.equal((await contact(id)).phone, old.e164)
  assert.equal(await meetOne(ctx, { waId: old.short }), id, 'what a sighting brings more is learnt')
  const change = {
    from: person({ userId: newUserId, waId: fresh.long }),
    before: { waId: old.short, userId, parentUserId: null },
  }
  assert.deepEqual(await follow(change), { contactId: id, appeared: false })
  assert.equal((await contact(id)).phone, fresh.e164)
  assert.equal(await meetOne(ctx, { userId: newUserId }), id)
  assert.equal(await meetOne(ctx, { waId: fresh.short }), id)
  assert.equal(await eventsOf('contact.identity_changed', id), 1)
  await follow(change)
  assert.equal(await eventsOf('contact.identity_changed', id), 1, 'told again, nothing happens')
})

test('a user id means nothing in another portfolio; a parent id does', async () => {
  const [userId, parentUserId] = [aUserId(), `BR.ENT.${aUserId().slice(3)}`]
  const id = await meetOne(ctx, { userId, parentUserId }, 'one')
  assert.notEqual(await meetOne(ctx, { userId }, 'two'), id)
  assert.equal(await meetOne(ctx, { userId: aUserId(), parentUserId }, 'two'), id)
})

test('the user id says more than the number: two contacts are not mixed', async () => {
  const [userId, { long, e164 }] = [aUserId(), aNumber()]
  const byId = await meetOne(ctx, { userId })
  const byNumber = await meetOne(ctx, { waId: long })
  assert.equal(await meetOne(ctx, { userId, waId: long }), byId)
  assert.equal(await meetOne(ctx, { waId: long }), byNumber)
  assert.equal((await contact(byId)).phone, e164, 'so that both are found to be alike')
})

test('where two contacts have one number, only the exact spelling says who it is', async () => {
  const { long, short, e164 } = aNumber()
  const [one, two] = [await meetOne(ctx, { waId: long }), await meetOne(ctx, { userId: aUserId() })]
  const insert = `insert into identities (id, contact_id, channel, kind, value, phone, created_at)
    values (gen_random_uuid(), $1, 'whatsapp', 'wa_id', $2, $3, now())`
  await database.pool.query(insert, [two, `${short}0`, e164])
  assert.equal(await meetOne(ctx, { waId: long }), one)
  assert.ok(![one, two].includes(await meetOne(ctx, { waId: short })))
})

test('late messages from a number that was given up are theirs; later it is somebody else', async () => {
  const [userId, old, fresh] = [aUserId(), aNumber(), aNumber()]
  const id = await meetOne(ctx, { userId, waId: old.long })
  const newUserId = aUserId()
  await follow({
    from: person({ userId: newUserId, waId: fresh.long }),
    before: { waId: old.long, userId, parentUserId: null },
  })
  assert.equal(await meetOne(ctx, { waId: old.long }), id)
  assert.equal(await meetOne(ctx, { userId, waId: old.long }), id)
  assert.equal((await contact(id)).phone, fresh.e164)
  const stranger = aUserId()
  const other = await meetOne(ctx, { userId: stranger, waId: old.long })
  assert.notEqual(other, id)
  assert.equal(await meetOne(ctx, { waId: old.long }), other, 'and from then on the number is theirs')

  const [again, next] = [aNumber(), aNumber()]
  const second = await meetOne(ctx, { waId: again.long })
  await follow({
    from: person({ waId: next.long }),
    before: { waId: again.long, userId: null, parentUserId: null },
  })
  clock.advance(8 * 86_400_000)
  assert.notEqual(await meetOne(ctx, { waId: again.short }), second)
  assert.equal(await meetOne(ctx, { waId: next.long }), second)
})

test('whoever hides the new number is not shown with the old one; back at the old one they are', async () => {
  const [userId, newUserId, { long, e164 }] = [aUserId(), aUserId(), aNumber()]
  const id = await meetOne(ctx, { userId, waId: long })
  await follow({ from: person({ userId: newUserId }), before: { waId: long, userId, parentUserId: null } })
  assert.equal((await contact(id)).phone, null)
  await follow({
    from: person({ userId: newUserId, waId: long }),
    before: { waId: null, userId: newUserId, parentUserId: null },
  })
  assert.equal((await contact(id)).phone, e164)
})

test('a change of somebody whom nobody knew makes a contact; one that names a known number takes it over', async () => {
  const [old, fresh, taken] = [aNumber(), aNumber(), aNumber()]
  const before = { waId: old.long, userId: null, parentUserId: null }
  const met = await follow({ from: person({ waId: fresh.long }), before })
  assert.ok(met.appeared)
  const holder = await meetOne(ctx, { waId: taken.long })
  await follow({
    from: person({ waId: taken.long }),
    before: { waId: fresh.long, userId: null, parentUserId: null },
  })
  assert.equal(await meetOne(ctx, { waId: taken.long }), met.contactId)
  assert.notEqual(met.contactId, holder)
})

test('what people call themselves is shown as it is now, and found', async () => {
  const { long } = aNumber()
  const id = await meetOne(ctx, { waId: long, profileName: 'Mari', username: 'mari' })
  await meetOne(ctx, { waId: long, profileName: 'Mári\0 Ção \ud83d' })
  await meetOne(ctx, { waId: long })
  const row = await contact(id)
  assert.equal(row.profile_name, 'Mári Ção \ufffd')
  assert.equal(row.username, 'mari')
  assert.match(row.search, /^mari cao .* mari 55319\d+ 5531\d+$/)
})

test('a user name that changes hands changes nothing else', async () => {
  const [one, two] = [aUserId(), aUserId()]
  const first = await meetOne(ctx, { userId: one, username: 'padaria.do.ze' })
  const second = await meetOne(ctx, { userId: two, username: 'padaria.do.ze' })
  assert.notEqual(first, second)
})

test('in one batch somebody new comes many times, and is one contact', async () => {
  const [{ long, short }, userId] = [aNumber(), aUserId()]
  const met = await meetAll(ctx, [
    seen({ waId: short, profileName: 'Bia' }),
    seen({ waId: long }),
    seen({ waId: short, userId }),
    seen({ userId, profileName: 'Beatriz' }),
    seen({ waId: aNumber().long }),
  ])
  const [first, ...rest] = met.map(({ contactId }) => contactId)
  assert.ok(met.every(({ appeared }) => appeared))
  assert.deepEqual(rest.slice(0, 3), [first, first, first])
  assert.notEqual(rest[3], first)
  assert.equal((await contact(first ?? '')).profile_name, 'Beatriz')
})

test('a batch of people who are all known asks the database once', async () => {
  const people = Array.from({ length: 200 }, () => seen({ waId: aNumber().long, userId: aUserId() }))
  const before = await meetAll(ctx, people)
  const asked: string[] = []
  await transaction(ctx, async (ctx) => {
    const db = ctx.db.withPlugin({
      transformQuery: ({ node }) => {
        asked.push(node.kind)
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const after = await meet({ ...ctx, db }, people)
    assert.deepEqual(
      after.map(({ contactId }) => contactId),
      before.map(({ contactId }) => contactId),
    )
  })
  assert.equal(asked.length, 1)
})

test('whoever shows nothing to be known by is refused', async () => {
  await assert.rejects(meetAll(ctx, [seen({ profileName: 'Ninguém' })]), /nothing by which/)
  assert.deepEqual(await meetAll(ctx, []), [])
})

test('processes that land the same people at the same time make one contact of each', async () => {
  const people = Array.from({ length: 60 }, () => ({ number: aNumber(), userId: aUserId() }))
  const shapes = [
    ({ number }: (typeof people)[number]) => seen({ waId: number.long }),
    ({ number }: (typeof people)[number]) => seen({ waId: number.short }),
    ({ number, userId }: (typeof people)[number]) => seen({ waId: number.short, userId }),
  ]
  const shuffled = <T>(all: T[]) => all.map((one) => ({ one, at: Math.random() })).sort((a, b) => a.at - b.at)
  const batches = Array.from({ length: 12 }, (_, n) =>
    shuffled(people.map((one, index) => ({ index, sighting: shapes[n % 3]?.(one) ?? seen({}) }))).map(
      ({ one }) => one,
    ),
  )
  const landed = await Promise.all(
    batches.map(async (batch) => {
      const met = await meetWithoutRetry(batch.map(({ sighting }) => sighting))
      return batch.map(({ index }, n) => ({ index, contactId: met[n]?.contactId }))
    }),
  )
  for (const [index] of people.entries()) {
    const ids = landed.flat().filter((one) => one.index === index)
    assert.equal(ids.length, 12)
    assert.equal(new Set(ids.map(({ contactId }) => contactId)).size, 1, `person ${index}`)
  }
  const { rows } = await database.pool.query(
    'select count(*)::int as orphans from contacts c where not exists (select from identities i where i.contact_id = c.id)',
  )
  // One of the tests above takes a number away from its only holder.
  assert.equal(rows[0].orphans, 1)
})

test('names that change everywhere at once do not block each other for ever', async () => {
  const people = Array.from({ length: 40 }, () => aNumber().long)
  await meetAll(
    ctx,
    people.map((waId) => seen({ waId })),
  )
  await Promise.all(
    Array.from({ length: 10 }, (_, n) => {
      const order = n % 2 === 0 ? people : people.toReversed()
      return meetWithoutRetry(order.map((waId) => seen({ waId, profileName: `Nome ${n}` })))
    }),
  )
  const { rows } = await database.pool.query(
    'select count(distinct profile_name)::int as names from contacts where id in (select contact_id from identities where value = any($1))',
    [people],
  )
  assert.equal(rows[0].names, 1, 'whoever came last has named them all')
})
