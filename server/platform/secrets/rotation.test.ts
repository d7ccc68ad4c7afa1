import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { person } from '#platform/policy.ts'
import { rotateRoot, rotateSecrets } from './index.ts'
import { readGenerated } from './root-keys.ts'
import {
  addPeople,
  keyVersions,
  purpose,
  secretsOfPeople,
  startProcess,
  testSecrets,
  versionsInUse,
} from './testing.ts'

const soon = { graceSeconds: 0 }

test('all sealed values get the new key, whatever table they are in; hashes stay', async () => {
  const { ctx, close } = await testSecrets()
  try {
    const ids = await addPeople(ctx, 450)
    const reply_encrypted = ctx.secrets.seal('idempotency_keys.reply_encrypted', 'a reply')
    const claim = {
      request_hash: Buffer.from('x'),
      state: 'answered',
      claimed_at: ctx.now(),
      reply_encrypted,
    }
    const keys = Array.from({ length: 300 }, (_, index) => ({
      ...claim,
      owner: `o${index % 7}`,
      key: `k${index}`,
    }))
    await ctx.db.insertInto('idempotency_keys').values(keys).execute()
    const hash = ctx.secrets.hash('test', 'word')

    const lines: string[] = []
    const result = await rotateSecrets(ctx, { ...soon, say: (line) => lines.push(line) })

    assert.deepEqual(result, { version: 2, resealed: 750, oldKeysKept: null })
    assert.ok(lines.includes('people.totp_secret_encrypted: 450 sealed anew'), lines.join('\n'))
    assert.deepEqual(await versionsInUse(ctx), { v2: 450 })
    assert.deepEqual(await keyVersions(ctx), [0, 2])
    assert.deepEqual(await secretsOfPeople(ctx), new Map(ids.map((id) => [id, `secret of ${id}`])))
    const replies = await ctx.db.selectFrom('idempotency_keys').select('reply_encrypted').execute()
    for (const reply of replies)
      assert.equal(
        ctx.secrets.open('idempotency_keys.reply_encrypted', reply.reply_encrypted ?? ''),
        'a reply',
      )
    assert.deepEqual(ctx.secrets.hash('test', 'word'), hash)
    const events = await ctx.db.selectFrom('audit_entries').select(['name', 'details']).execute()
    assert.deepEqual(events, [
      { name: 'secrets.rotated', details: { version: 2, resealed: 750, oldKeysRemoved: true } },
    ])
    assert.equal((await rotateSecrets(ctx, soon)).version, 3)
  } finally {
    await close()
  }
})

test('only an administrator rotates, and one at a time', async () => {
  const { ctx, close } = await testSecrets()
  try {
    const manager = person({ id: '1', name: 'Marcos', role: 'manager' })
    await assert.rejects(async () => rotateSecrets({ ...ctx, actor: manager }), { status: 403 })
    await assert.rejects(async () => rotateRoot({ ...ctx, actor: manager }), { status: 403 })
    const first = rotateSecrets(ctx, { graceSeconds: 1 })
    await sleep(300)
    await assert.rejects(rotateSecrets(ctx, soon), { code: 'rotation_running' })
    assert.equal((await first).version, 2)
  } finally {
    await close()
  }
})

test('a process learns new keys by itself', async () => {
  const { ctx, another, close } = await testSecrets()
  try {
    const watching = await another({ refreshSeconds: 0.1 })
    await rotateSecrets(ctx, soon)
    await sleep(400)
    assert.equal(watching.currentVersion, 2)
    assert.equal(watching.open(purpose, ctx.secrets.seal(purpose, 'new')), 'new')
  } finally {
    await close()
  }
})

test('a new key is not used for sealing before it has settled', async () => {
  const { ctx, another, close } = await testSecrets()
  try {
    const rotating = rotateSecrets({ ...ctx, secrets: await another({ settleSeconds: 2 }) }, soon)
    await sleep(800)
    const patient = await another({ settleSeconds: 2 })
    assert.equal(patient.currentVersion, 1)
    await rotating
    await patient.refresh()
    assert.equal(patient.currentVersion, 2)
  } finally {
    await close()
  }
})

test('a process that missed a rotation learns of it from the first value that it cannot open', async () => {
  const { ctx, another, close } = await testSecrets()
  try {
    const asleep = await another()
    await rotateSecrets(ctx, soon)
    const sealed = ctx.secrets.seal(purpose, 'new')
    assert.throws(() => asleep.open(purpose, sealed), {
      name: 'DomainError',
      status: 503,
      code: 'key_unknown',
    })
    await sleep(300)
    assert.equal(asleep.open(purpose, sealed), 'new')
    assert.equal(asleep.currentVersion, 2)
  } finally {
    await close()
  }
})

test('what is written meanwhile is not overwritten', async () => {
  const { ctx, another, close } = await testSecrets()
  try {
    const ids = await addPeople(ctx, 3000)
    const expected = new Map(ids.map((id) => [id, `secret of ${id}`]))
    // Another process, which still seals with the old key while the values are being moved.
    const other = await another()
    let rotating = true
    const writing = (async () => {
      for (let index = 0; rotating; index = (index + 7) % ids.length) {
        const id = ids[index] ?? ''
        const sealed = other.seal(purpose, `changed ${index}`)
        await ctx.db
          .updateTable('people')
          .set({ totp_secret_encrypted: sealed })
          .where('id', '=', id)
          .execute()
        expected.set(id, `changed ${index}`)
      }
    })()
    const rotation = rotateSecrets(ctx, { graceSeconds: 1 })
    await sleep(700)
    rotating = false
    await writing
    assert.equal((await rotation).oldKeysKept, null)
    assert.ok([...expected.values()].some((value) => value.startsWith('changed')))
    assert.deepEqual(await secretsOfPeople(ctx), expected)
    assert.deepEqual(await versionsInUse(ctx), { v2: 3000 })
  } finally {
    await close()
  }
})

test('killed in the middle, nothing is lost, and the next run finishes', async () => {
  const { ctx, close } = await testSecrets()
  try {
    const ids = await addPeople(ctx, 20_000)
    const url = ctx.config.databaseUrl ?? ''
    const child = startProcess(url, ctx.config.dataDir, 'rotate')
    const ended = once(child, 'close')
    let used = await versionsInUse(ctx)
    for (const end = Date.now() + 20_000; !used.v2 && Date.now() < end; used = await versionsInUse(ctx))
      await sleep(5)
    child.kill('SIGKILL')
    await ended
    used = await versionsInUse(ctx)
    assert.ok(used.v1 && used.v2, `it was not in the middle: ${JSON.stringify(used)}`)
    assert.deepEqual(await keyVersions(ctx), [0, 1, 2])

    const expected = new Map(ids.map((id) => [id, `secret of ${id}`]))
    await ctx.secrets.refresh()
    assert.deepEqual(await secretsOfPeople(ctx), expected)
    const result = await rotateSecrets(ctx, soon)
    assert.deepEqual([result.version, result.resealed, result.oldKeysKept], [2, used.v1, null])
    assert.deepEqual(await secretsOfPeople(ctx), expected)
    assert.deepEqual(await keyVersions(ctx), [0, 2])
  } finally {
    await close()
  }
})

test('one damaged value keeps its key, and keeps nothing else', async () => {
  const { ctx, close } = await testSecrets()
  try {
    const [damaged = ''] = await addPeople(ctx, 5)
    const sealed = ctx.secrets.seal('somewhere.else', 'x')
    await ctx.db
      .updateTable('people')
      .set({ totp_secret_encrypted: sealed })
      .where('id', '=', damaged)
      .execute()
    const result = await rotateSecrets(ctx, soon)
    assert.deepEqual(result, { version: 2, resealed: 4, oldKeysKept: '1 values cannot be opened' })
    assert.deepEqual(await keyVersions(ctx), [0, 1, 2])
    assert.equal(ctx.secrets.open('somewhere.else', sealed), 'x')
  } finally {
    await close()
  }
})

test('a key stays while a waiting job needs it, and goes with the next run after that', async () => {
  const { ctx, close } = await testSecrets()
  try {
    const payload = JSON.stringify({ link: ctx.secrets.seal('team.mailed_link', 'token') })
    await sql`select id from graphile_worker.add_job('later', ${payload}::json)`.execute(ctx.db)
    assert.match((await rotateSecrets(ctx, soon)).oldKeysKept ?? '', /jobs that wait/)
    assert.deepEqual(await keyVersions(ctx), [0, 1, 2])
    await sql`delete from graphile_worker._private_jobs`.execute(ctx.db)
    const fresh = JSON.stringify({ link: ctx.secrets.seal('team.mailed_link', 'token') })
    await sql`select id from graphile_worker.add_job('later', ${fresh}::json)`.execute(ctx.db)
    assert.deepEqual(await rotateSecrets(ctx, soon), { version: 2, resealed: 0, oldKeysKept: null })
    assert.deepEqual(await keyVersions(ctx), [0, 2])
  } finally {
    await close()
  }
})

test('the root key is changed while both are known, and then the old one can go', async () => {
  const { ctx, another, close } = await testSecrets()
  try {
    const old = (await readGenerated(ctx.config.dataDir)) ?? ''
    const fresh = 'n'.repeat(32)
    const sealed = ctx.secrets.seal(purpose, 'x')
    const both = { ...ctx, config: { ...ctx.config, secretKeys: [fresh, old] } }
    assert.deepEqual(await rotateRoot(both), { rewrapped: 2 })
    assert.deepEqual(await rotateRoot(both), { rewrapped: 0 })
    const alone = await another({ secretKeys: [fresh] })
    assert.equal(alone.open(purpose, sealed), 'x')
    assert.deepEqual(alone.hash('a', 'b'), ctx.secrets.hash('a', 'b'))
    await assert.rejects(another({ secretKeys: [old] }), { name: 'StartError' })
    const strange = { ...ctx, config: { ...ctx.config, secretKeys: ['s'.repeat(32)] } }
    await assert.rejects(rotateRoot(strange), { code: 'root_key_unknown' })
  } finally {
    await close()
  }
})
