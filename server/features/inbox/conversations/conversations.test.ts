import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Conversation, ConversationStats } from '#contract/conversations.ts'
import { keyWith } from '#test/api.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { aConversation, aMessage, anAccountWithNumber, type OurNumber } from '../testing.ts'

type List = { data: Conversation[]; next: string | null }

let app: App
let number: OurNumber
before(async () => {
  app = await testApp()
  number = await anAccountWithNumber(app.ctx())
})
after(() => app?.close())

const list = async (as: PersonName, query = '') =>
  (await app.as(as)<List>('GET', `/api/conversations?limit=200${query}`)).body.data
const ids = (conversations: readonly Conversation[]) => conversations.map(({ id }) => id)
const having = (operatorId: string) => ({ status: 'open', operator_id: operatorId })

describe('the list', () => {
  test('shows who it is with and what was said last', async () => {
    const talk = await aConversation(app.ctx(), number, {
      contact: { name: null, profile_name: 'Bia', username: 'bia.souza' },
      unread: 1,
      referral: JSON.stringify({ sourceType: 'ad', headline: 'Pele nova', odd: true }),
    })
    const messageId = await aMessage(app.ctx(), talk, { text: 'x'.repeat(500) })
    const found = (await list('luisa')).find(({ id }) => id === talk.id)
    assert.deepEqual(
      [found?.contact.name, found?.contact.username, found?.unread, found?.numberId],
      ['Bia', 'bia.souza', 1, number.id],
    )
    assert.deepEqual(
      [found?.lastMessage?.id, found?.lastMessage?.text?.length, found?.lastMessage?.author],
      [messageId, 200, 'contact'],
    )
    assert.equal(found?.referral, null, 'what is not a referral is not shown as one')
  })

  test('is of what somebody reaches', async () => {
    const { luisa, davi } = app.people
    const free = await aConversation(app.ctx(), number)
    const hers = await aConversation(app.ctx(), number, having(luisa.id))
    const his = await aConversation(app.ctx(), number, having(davi.id))
    const seen = async (name: PersonName) => {
      const found = ids(await list(name))
      return [free, hers, his].map(({ id }) => found.includes(id))
    }
    assert.deepEqual(await seen('luisa'), [true, true, false])
    assert.deepEqual(await seen('davi'), [true, false, true])
    for (const name of ['ana', 'marcos'] as const) assert.deepEqual(await seen(name), [true, true, true])
  })

  test('an API key without read-all sees what nobody has', async () => {
    const free = await aConversation(app.ctx(), number)
    const hers = await aConversation(app.ctx(), number, having(app.people.luisa.id))
    const ask = async (scopes: Parameters<typeof keyWith>[1]) => {
      const headers = await keyWith(app.request, scopes)
      const { body } = await app.request<List>('GET', '/api/conversations?limit=200', { headers })
      return [free, hers].map(({ id }) => ids(body.data).includes(id))
    }
    assert.deepEqual(await ask(['conversations:read']), [true, false])
    assert.deepEqual(await ask(['conversations:read', 'conversations:read-all']), [true, true])
  })

  test('goes on where the page before ended, newest first, nothing twice', async () => {
    const mine = having(app.people.davi.id)
    const other = await anAccountWithNumber(app.ctx())
    const at = app.clock.now()
    // Two of the same moment lie across the pages; some are his, some are nobody's.
    for (const minutes of [1, 2, 2, 2, 3, 4])
      await aConversation(app.ctx(), other, {
        last_message_at: new Date(at.getTime() - minutes * 60_000),
        ...(minutes % 2 === 0 && mine),
      })
    const seen: Conversation[] = []
    for (let after = ''; ; ) {
      const path = `/api/conversations?limit=2&numberId=${other.id}${after}`
      const { body } = await app.as('davi')<List>('GET', path)
      seen.push(...body.data)
      if (body.next === null) break
      after = `&after=${body.next}`
    }
    assert.equal(new Set(ids(seen)).size, 6)
    const times = seen.map(({ lastMessageAt }) => lastMessageAt)
    assert.deepEqual(times, [...times].sort().reverse())
    const { status } = await app.as('davi')('GET', '/api/conversations?after=nonsense')
    assert.equal(status, 422)
  })

  test('is narrowed by status, operator, number, contact and what is unread', async () => {
    const place = await anAccountWithNumber(app.ctx())
    const hers = await aConversation(app.ctx(), place, { ...having(app.people.luisa.id), unread: 2 })
    const free = await aConversation(app.ctx(), place)
    const done = await aConversation(app.ctx(), place, { status: 'closed' })
    const found = async (query: string) => ids(await list('ana', `&numberId=${place.id}${query}`)).sort()
    assert.deepEqual(await found(''), [hers.id, free.id, done.id].sort())
    assert.deepEqual(await found('&status=closed'), [done.id])
    assert.deepEqual(await found(`&operatorId=${app.people.luisa.id}`), [hers.id])
    assert.deepEqual(await found('&operatorId=none'), [free.id, done.id].sort())
    assert.deepEqual(await found(`&contactId=${free.contactId}`), [free.id])
    assert.deepEqual(await found('&unread=true'), [hers.id])
    assert.deepEqual(await found('&unread=false'), [free.id, done.id].sort())
  })
})

test('the counts are of what somebody reaches', async () => {
  const counts = async (name: PersonName) =>
    (await app.as(name)<ConversationStats>('GET', '/api/conversations/stats')).body
  const [before, beforeAna] = [await counts('luisa'), await counts('ana')]
  const long = new Date('2020-01-01T00:00:00Z')
  await aConversation(app.ctx(), number, { status: 'queued', queued_at: long, unread: 1 })
  await aConversation(app.ctx(), number, having(app.people.luisa.id))
  await aConversation(app.ctx(), number, { ...having(app.people.davi.id), unread: 3 })
  await aConversation(app.ctx(), number, { status: 'bot' })
  await aConversation(app.ctx(), number, { status: 'closed', closed_at: app.clock.now() })
  await aConversation(app.ctx(), number, { status: 'closed', closed_at: long })
  const [now, nowAna] = [await counts('luisa'), await counts('ana')]
  const grown = (one: ConversationStats, other: ConversationStats) =>
    (['bot', 'queued', 'open', 'closedToday', 'unread'] as const).map((name) => other[name] - one[name])
  assert.deepEqual(grown(before, now), [1, 1, 1, 1, 1])
  assert.deepEqual(grown(beforeAna, nowAna), [1, 1, 2, 1, 2])
  assert.equal(now.oldestQueuedAt, long.toISOString())
})

describe('giving a conversation to somebody', () => {
  const assign = (as: PersonName, id: string, operatorId: string | null) =>
    app.as(as)<Conversation>('PUT', `/api/conversations/${id}/assign`, { body: { operatorId } })
  const happened = async (id: string) =>
    (
      await app.database.pool.query<{ name: string }>(
        `select name from events where subject_id = $1 order by id`,
        [id],
      )
    ).rows.map(({ name }) => name)

  test('makes it theirs, and only who leads sees it besides', async () => {
    const { luisa, davi } = app.people
    const { id } = await aConversation(app.ctx(), number)
    const { status, body } = await assign('luisa', id, davi.id)
    assert.deepEqual([status, body.status, body.operatorId], [200, 'open', davi.id])
    assert.equal((await assign('luisa', id, luisa.id)).status, 404, 'it is not hers to take back')
    assert.equal((await app.as('davi')('GET', `/api/conversations/${id}`)).status, 200)
    assert.equal((await assign('marcos', id, luisa.id)).body.operatorId, luisa.id)
    assert.deepEqual(await happened(id), ['conversation.assigned', 'conversation.assigned'])
  })

  test('or back to the queue', async () => {
    const { id } = await aConversation(app.ctx(), number, { ...having(app.people.luisa.id), queued_at: null })
    const { body } = await assign('luisa', id, null)
    assert.deepEqual([body.status, body.operatorId], ['queued', null])
    assert.ok(body.queuedAt)
    assert.equal((await app.as('davi')('GET', `/api/conversations/${id}`)).status, 200)
    assert.deepEqual(await happened(id), ['conversation.assigned', 'conversation.queued'])
  })

  test('whoever has it already gets no second event, and an answerer notices the first', async () => {
    const { luisa } = app.people
    const { id } = await aConversation(app.ctx(), number)
    const version = async () =>
      (await app.database.pool.query('select version from conversations where id = $1', [id])).rows[0]
        ?.version
    const before = await version()
    for (let n = 0; n < 2; n++) assert.equal((await assign('luisa', id, luisa.id)).status, 200)
    assert.deepEqual([await happened(id), await version()], [['conversation.assigned'], before + 1])
  })

  test('not to who does not work here, and not when it is closed', async () => {
    const { id } = await aConversation(app.ctx(), number)
    const stranger = await assign('luisa', id, number.id)
    assert.equal(stranger.status, 422)
    const closed = await aConversation(app.ctx(), number, { status: 'closed' })
    const { status, text } = await assign('luisa', closed.id, app.people.luisa.id)
    assert.deepEqual([status, JSON.parse(text).code], [409, 'conversation_closed'])
  })
})

describe('closing', () => {
  const close = (as: PersonName, id: string, tabulationId: unknown) =>
    app.as(as)('POST', `/api/conversations/${id}/close`, { body: { tabulationId } })
  const tabulation = async (active = true) => {
    const body = { name: `Agendou ${Math.random()}`, active }
    return String((await app.as('ana')('POST', '/api/tabulations', { body })).body.id)
  }

  test('needs to say what it was about', async () => {
    const { id } = await aConversation(app.ctx(), number, { unread: 4 })
    assert.equal((await close('luisa', id, undefined)).status, 422)
    assert.equal((await close('luisa', id, number.id)).status, 422)
    assert.equal((await close('luisa', id, await tabulation(false))).status, 422, 'it is not in use any more')
    const about = await tabulation()
    const { status, body } = await close('luisa', id, about)
    assert.deepEqual([status, body.status, body.tabulationId, body.unread], [200, 'closed', about, 0])
    const again = await close('luisa', id, about)
    assert.deepEqual([again.status, again.body.code], [409, 'conversation_closed'])
  })

  test('is for who reaches it', async () => {
    const about = await tabulation()
    const { id } = await aConversation(app.ctx(), number, having(app.people.davi.id))
    assert.equal((await close('luisa', id, about)).status, 404)
    assert.equal((await close('davi', id, about)).status, 200)
  })
})

describe('reading', () => {
  const unread = async (id: string) =>
    (await app.as('ana')<Conversation>('GET', `/api/conversations/${id}`)).body.unread
  const waiting = async (id: string) =>
    (
      await app.database.pool.query(
        `select payload->>'typing' as typing from graphile_worker._private_jobs where payload->>'conversationId' = $1`,
        [id],
      )
    ).rows.map(({ typing }) => typing)

  test('sets the count back and tells the customer, once', async () => {
    const { id } = await aConversation(app.ctx(), number, { unread: 3 })
    for (let n = 0; n < 2; n++)
      assert.equal((await app.as('luisa')('PUT', `/api/conversations/${id}/read`)).status, 204)
    assert.deepEqual([await unread(id), await waiting(id)], [0, ['false']])
  })

  test('with typing, also when there is nothing new', async () => {
    const { id } = await aConversation(app.ctx(), number)
    assert.equal((await app.as('luisa')('PUT', `/api/conversations/${id}/read`)).status, 204)
    assert.deepEqual(await waiting(id), [])
    const body = { typing: true }
    assert.equal((await app.as('luisa')('PUT', `/api/conversations/${id}/read`, { body })).status, 204)
    assert.deepEqual(await waiting(id), ['true'])
  })

  test('can be taken back, by who reaches it', async () => {
    const { id } = await aConversation(app.ctx(), number, having(app.people.davi.id))
    assert.equal((await app.as('luisa')('DELETE', `/api/conversations/${id}/read`)).status, 404)
    assert.equal((await app.as('luisa')('PUT', `/api/conversations/${id}/read`)).status, 404)
    assert.equal((await app.as('davi')('DELETE', `/api/conversations/${id}/read`)).status, 204)
    assert.equal(await unread(id), 1)
  })
})
