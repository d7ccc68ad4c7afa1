import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Ctx, transaction } from '#platform/context.ts'
import { gathered } from '#platform/database/gather.ts'
import { system } from '#platform/policy.ts'
import { testDeps } from '#test/deps.ts'

const { deps, close } = await testDeps()
after(close)
const ctx: Ctx = { ...deps, actor: system }

const asked: string[][] = []
const settingsNamed = async ({ db }: Ctx, names: string[]) => {
  asked.push(names)
  return db.selectFrom('settings').select(['name', 'value']).where('name', 'in', names).execute()
}
const find = gathered(settingsNamed, ({ name }) => name)
const put = ({ db, now }: Ctx, name: string) =>
  db.insertInto('settings').values({ name, value: '{}', updated_at: now() }).execute()

test('fifty who ask at once cost a few queries, and each gets their own', async () => {
  await put(ctx, 'one')
  await put(ctx, 'two')
  asked.length = 0
  const names = Array.from({ length: 50 }, (_, n) => ['one', 'two', 'none'][n % 3] ?? '')
  const rows = await Promise.all(names.map((name) => find(ctx, name)))
  assert.deepEqual(
    rows.map((row) => row?.name ?? 'none'),
    names,
  )
  assert.ok(asked.length <= 4, `${asked.length} queries`)
})

test('who asks after writing sees what they wrote, however busy it is', async () => {
  const others = Array.from({ length: 20 }, () => find(ctx, 'one'))
  await put(ctx, 'three')
  assert.equal((await find(ctx, 'three'))?.name, 'three')
  await Promise.all(others)
})

test('in a transaction it sees the transaction', async () => {
  await transaction(ctx, async (ctx) => {
    await put(ctx, 'four')
    assert.equal((await find(ctx, 'four'))?.name, 'four')
  })
})

test('when a query fails, whoever it was for is told, and the next goes on', async () => {
  let broken = true
  const shaky = gathered(
    async (ctx, names: string[]) => {
      if (broken) throw new Error('the database is away')
      return settingsNamed(ctx, names)
    },
    ({ name }) => name,
  )
  const outcomes = await Promise.allSettled([shaky(ctx, 'one'), shaky(ctx, 'two'), shaky(ctx, 'one')])
  assert.ok(outcomes.every(({ status }) => status === 'rejected'))
  broken = false
  assert.equal((await shaky(ctx, 'one'))?.name, 'one')
})
