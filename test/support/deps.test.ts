import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDeps } from '#test/deps.ts'

test('the real parts, on a clock that stands where it is put', async () => {
  const { deps, clock, mailbox, logLines, database, close } = await testDeps()
  try {
    clock.set('2026-11-20T12:00:00Z')
    clock.advance(90_000)
    assert.equal(deps.now().toISOString(), '2026-11-20T12:01:30.000Z')
    deps.log.info({ email: 'ana@clinica.com.br' }, 'hello')
    assert.match(logLines.join(''), /"msg":"hello"/)
    assert.deepEqual(await database.db.selectFrom('people').selectAll().execute(), [])
    assert.deepEqual(mailbox, [])
  } finally {
    await close()
  }
})
