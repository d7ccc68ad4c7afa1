import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { Nothing } from '#contract/common.ts'
import { openDatabase } from '#platform/database/index.ts'
import { conflict } from '#platform/errors.ts'
import { assertProblem, testServer } from '#platform/http/test-server.ts'

async function* halfAList() {
  yield 'one\n'
  await new Promise((resolve) => setTimeout(resolve, 50))
  throw new Error('the second half is lost')
}

const server = await testServer({
  routes(http) {
    http.get('/broken', {
      can: 'public',
      summary: 'Break',
      reply: Nothing,
      run: () => {
        throw new Error('the secret recipe')
      },
    })
    http.get('/untrue', {
      can: 'public',
      summary: 'Answer wrongly',
      reply: z.object({ n: z.number() }),
      run: () => JSON.parse('{"n":"personal"}'),
    })
    http.get('/generous', {
      can: 'public',
      summary: 'Answer too much',
      reply: z.object({ n: z.number() }),
      run: () => JSON.parse('{"n":1,"secret":2}'),
    })
    http.get('/cut', {
      can: 'public',
      summary: 'Lose the database',
      reply: Nothing,
      run: async ({ db }) => void (await sql`select pg_terminate_backend(pg_backend_pid())`.execute(db)),
    })
    http.get('/exhausted', {
      can: 'public',
      summary: 'Fill the disk',
      query: z.object({ code: z.string() }),
      reply: Nothing,
      run: async ({ db }, { query }) => {
        const raise = `do $$ begin raise exception 'no room' using errcode = '${query.code}'; end $$`
        await sql.raw(raise).execute(db)
      },
    })
    http.get('/taken', {
      can: 'public',
      summary: 'Conflict',
      reply: Nothing,
      run: () => {
        throw conflict('taken', 'Somebody has it.')
      },
    })
    const list = {
      can: 'public',
      summary: 'List',
      produces: ['text/csv', 'text/plain'],
      reply: z.custom<Readable>(),
    } as const
    http.get('/list', { ...list, run: () => Readable.from(['one\n', 'two\n']) })
    http.get('/half-a-list', { ...list, run: () => Readable.from(halfAList()) })
    http.get('/no-list', {
      ...list,
      run: (_ctx, { reply }) => {
        reply.type('text/plain')
        throw conflict('empty', 'There is no list.')
      },
    })
  },
})
after(() => server.close())

test('a bug gives nothing away, and is found by its request id', async () => {
  for (const path of ['/api/broken', '/api/untrue']) {
    const { requestId } = assertProblem(await server.ask('GET', path), 500, 'internal')
    const line = server.logLines.find((line) => line.includes(requestId) && line.includes('"level":"error"'))
    assert.ok(line, `${path} is in the log`)
    assert.doesNotMatch(line, /personal/)
  }
  assertProblem(await server.ask('GET', '/api/taken'), 409, 'taken')
})

test('a database that goes away is unavailable, not a bug', async () => {
  const cut = await server.ask('GET', '/api/cut')
  assertProblem(cut, 503, 'unavailable')
  assert.equal(cut.headers.get('retry-after'), '2')
  const away = openDatabase({ host: '127.0.0.1', port: 1 }, server.deps.log)
  const without = await testServer({
    deps: { db: away.db },
    routes: (http) =>
      http.get('/rows', {
        can: 'public',
        summary: 'Ask',
        reply: Nothing,
        run: async ({ db }) => void (await sql`select 1`.execute(db)),
      }),
  })
  try {
    assertProblem(await without.ask('GET', '/api/rows'), 503, 'unavailable')
  } finally {
    await without.close()
    await away.close()
  }
})

test('a database that has run out of something is busy, not a bug', async () => {
  for (const code of ['53100', '53200', '53300']) {
    const asked = await server.ask('GET', `/api/exhausted?code=${code}`)
    assertProblem(asked, 503, 'busy')
    assert.equal(asked.headers.get('retry-after'), '2')
  }
})

test('more than was promised does not leave', async () => {
  assert.deepEqual((await server.ask('GET', '/api/generous')).json, { n: 1 })
})

test('a stream is sent as it is; one that breaks is cut off, and the log says why', async () => {
  const whole = await server.ask('GET', '/api/list')
  assert.deepEqual([whole.status, whole.text], [200, 'one\ntwo\n'])
  assert.match(whole.headers.get('content-type') ?? '', /^text\/csv/)
  assertProblem(await server.ask('GET', '/api/no-list'), 409, 'empty')
  await assert.rejects(server.ask('GET', '/api/half-a-list'), /terminated/)
  assert.match(server.logLines.join(''), /the second half is lost/)
})
