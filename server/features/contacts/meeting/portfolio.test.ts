import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Ctx, transaction } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { system } from '#platform/policy.ts'
import { testDeps } from '#test/deps.ts'
import { seen } from '../testing.ts'
import { meet } from './meet.ts'
import { moveScope } from './store.ts'

const { deps, database, close } = await testDeps()
after(close)
const ctx: Ctx = { ...deps, actor: system }

test('who was met before the portfolio was known is the same person after', async () => {
  const account = newId()
  await database.pool.query(
    `insert into accounts (id, channel, name, external_id, created_at, updated_at)
     values ($1, 'whatsapp_cloud', 'Clínica', 'WABA', now(), now())`,
    [account],
  )
  const { person } = seen({ userId: 'BR.4711' })
  const meetIn = async (scope: string) => {
    const [met] = await transaction(ctx, (ctx) => meet(ctx, [{ channel: 'whatsapp', scope, person }]))
    return met
  }
  const before = await meetIn(account)
  await transaction(ctx, (ctx) => moveScope(ctx, account))
  assert.deepEqual(await meetIn(account), { contactId: before?.contactId, appeared: false })
  await database.pool.query(`update accounts set portfolio_id = 'PORTFOLIO' where id = $1`, [account])
  await transaction(ctx, (ctx) => moveScope(ctx, account))
  assert.deepEqual(await meetIn('PORTFOLIO'), { contactId: before?.contactId, appeared: false })
})
