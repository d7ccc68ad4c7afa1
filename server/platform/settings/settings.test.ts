import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type Ctx, transaction } from '#platform/context.ts'
import { system } from '#platform/policy.ts'
import { changeSettings, defineSettings, readSettings } from '#platform/settings.ts'
import { type TestDeps, testDeps } from '#test/deps.ts'

const schema = z.object({
  minutes: z.number().int().min(1).max(600).default(30),
  greeting: z.string().default('Olá!'),
  days: z.array(z.string()).default(['mon']),
})
let count = 0
const define = () => defineSettings(`test-${++count}`, schema)
const defaults = { minutes: 30, greeting: 'Olá!', days: ['mon'] }

let around: TestDeps
let ctx: Ctx
/** The same database, seen by another process. */
let elsewhere: Ctx
before(async () => {
  around = await testDeps()
  ctx = { ...around.deps, actor: system }
  elsewhere = { ...ctx, config: { ...ctx.config } }
})
after(() => around.close())

const published = (name: string) =>
  ctx.db
    .selectFrom('events')
    .select(['name', 'subject_type', 'details'])
    .where('subject_id', '=', name)
    .orderBy('id')
    .execute()

test('what nobody changed has its defaults', async () => {
  assert.deepEqual(await readSettings(ctx, define()), defaults)
})

test('a change is seen at once, and tells its fields without their contents', async () => {
  const group = define()
  await readSettings(ctx, group)
  const changed = await changeSettings(ctx, group, { greeting: 'Bom dia, Luísa', minutes: 30 })
  assert.deepEqual(changed, { ...defaults, greeting: 'Bom dia, Luísa' })
  assert.deepEqual(await readSettings(ctx, group), changed)
  assert.deepEqual(await published(group.name), [
    { name: 'settings.changed', subject_type: 'settings', details: { fields: ['greeting'] } },
  ])
})

test('a change that changes nothing says nothing', async () => {
  const group = define()
  await changeSettings(ctx, group, { days: ['mon'] })
  assert.deepEqual(await published(group.name), [])
})

test('another process sees it within two seconds', async () => {
  const group = define()
  assert.equal((await readSettings(elsewhere, group)).minutes, 30)
  await changeSettings(ctx, group, { minutes: 5 })
  assert.equal((await readSettings(elsewhere, group)).minutes, 30)
  await sleep(2100)
  assert.equal((await readSettings(elsewhere, group)).minutes, 5)
})

test('two first changes at once are both kept', async () => {
  const group = define()
  await Promise.all([
    changeSettings(ctx, group, { minutes: 7 }),
    changeSettings(elsewhere, group, { days: ['tue'] }),
  ])
  assert.deepEqual(await readSettings(ctx, group), { minutes: 7, greeting: 'Olá!', days: ['tue'] })
})

test('in a transaction the change is seen, and goes with it', async () => {
  const group = define()
  const failing = transaction(ctx, async (tx) => {
    await changeSettings(tx, group, { minutes: 9 })
    assert.equal((await readSettings(tx, group)).minutes, 9)
    throw new Error('changed my mind')
  })
  await assert.rejects(failing, /changed my mind/)
  assert.deepEqual(await readSettings(ctx, group), defaults)
  assert.deepEqual(await published(group.name), [])
})

test('a wrong value is refused, field by field', async () => {
  const group = define()
  const wrong = changeSettings(ctx, group, { minutes: 0, days: ['mon', 3 as unknown as string] })
  await assert.rejects(wrong, (error: { status: number; errors: Array<{ pointer: string }> }) => {
    assert.equal(error.status, 422)
    assert.deepEqual(
      error.errors.map(({ pointer }) => pointer),
      ['/minutes', '/days/1'],
    )
    return true
  })
  assert.deepEqual(await readSettings(ctx, group), defaults)
})

test('what an older version stored and this one does not understand is the default again', async () => {
  const group = define()
  const value = JSON.stringify({ minutes: 'half an hour', greeting: 'Oi', forgotten: 1 })
  await ctx.db.insertInto('settings').values({ name: group.name, value, updated_at: ctx.now() }).execute()
  around.logLines.length = 0
  assert.deepEqual(await readSettings(ctx, group), { ...defaults, greeting: 'Oi' })
  assert.match(around.logLines.join(), /"fields":\["minutes"\]/)
  await changeSettings(ctx, group, { minutes: 12 })
  assert.deepEqual(await readSettings(ctx, group), { ...defaults, greeting: 'Oi', minutes: 12 })
})

test('a group without a default for each field is a mistake of the programmer', () => {
  assert.throws(() => defineSettings('incomplete', z.object({ a: z.string() })))
})
