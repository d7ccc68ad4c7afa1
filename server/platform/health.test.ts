import assert from 'node:assert/strict'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#platform/database/index.ts'
import { openFiles } from '#platform/files/index.ts'
import { createHealth, failing } from '#platform/health.ts'
import { testServer } from '#platform/http/test-server.ts'
import { lifeSigns } from '#platform/jobs/guard.ts'
import { testDeps } from '#test/deps.ts'

const well = { ok: true, error: null }

test('all is well when everything is, and said in the shape that is documented', async () => {
  const server = await testServer()
  const worker = await server.database.pool.connect()
  try {
    await worker.query('select pg_advisory_lock($1, 1)', [lifeSigns])
    const short = await server.ask('GET', '/health')
    assert.deepEqual([short.status, short.json], [200, { status: 'ok' }])
    for (const path of ['/api/health', '/api/v1/health']) {
      const { status, json } = await server.ask('GET', path)
      assert.deepEqual(
        [status, json],
        [200, { status: 'ok', components: { database: well, jobs: well, files: well } }],
      )
    }
  } finally {
    worker.release(true)
    await server.close()
  }
})

test('without a worker, or a place for files, it is degraded', async () => {
  const { deps, close } = await testDeps()
  const { dataDir } = deps.config
  try {
    await rename(dataDir, `${dataDir}-away`)
    await writeFile(dataDir, 'in the way')
    const { status, components } = await createHealth(deps, [])()
    assert.equal(status, 'degraded')
    assert.deepEqual(components, {
      database: well,
      jobs: { ok: false, error: 'No worker is running: messages and jobs wait.' },
      files: { ok: false, error: 'Not working; the log says why.' },
    })
  } finally {
    await close()
  }
})

test('a bucket for files that is away is seen, too', async () => {
  const { deps, close } = await testDeps()
  try {
    const filesUrl = 's3://key:secret@127.0.0.1:1/media?tls=off'
    const files = await openFiles({ filesUrl, folder: join(deps.config.dataDir, 'files') })
    const { components } = await createHealth({ ...deps, files }, [])()
    assert.equal(components.files?.ok, false)
  } finally {
    await close()
  }
})

test('without the database it is down, and says no more to outsiders', async () => {
  const { deps, logLines, close } = await testDeps()
  const away = openDatabase({ host: '127.0.0.1', port: 1, user: 'prosa' }, deps.log)
  const server = await testServer({ deps: { db: away.db } })
  try {
    for (const path of ['/health', '/api/health'])
      assert.equal((await server.ask('GET', path)).status, 503, path)
    const { json, text } = await server.ask('GET', '/api/health')
    assert.equal(json.status, 'down')
    assert.doesNotMatch(text, /127\.0\.0\.1|ECONNREFUSED|prosa/)
    assert.match(server.logLines.join(''), /ECONNREFUSED/)
    // A session that cannot be looked up does not keep anybody from seeing this.
    assert.equal((await server.ask('GET', '/api/health', { headers: { 'x-api-key': 'wrong' } })).status, 503)
    assert.ok(logLines)
  } finally {
    await server.close()
    await away.close()
    await close()
  }
})

test('parts of features are shown; those that hang are given two seconds and one try', {
  timeout: 60_000,
}, async () => {
  const { deps, close } = await testDeps()
  let tries = 0
  const health = createHealth(deps, [
    {
      name: 'outside',
      health: [
        {
          name: 'provider',
          check: async () => {
            throw failing('The provider refuses our key.')
          },
        },
        {
          name: 'leaky',
          check: () => {
            throw new Error('password=secret at 10.0.0.1')
          },
        },
        {
          name: 'hanging',
          check: () => {
            tries++
            return new Promise(() => {})
          },
        },
      ],
    },
  ])
  try {
    const { status, components } = await health()
    assert.equal(status, 'degraded')
    assert.deepEqual(components.provider, { ok: false, error: 'The provider refuses our key.' })
    assert.deepEqual(components.leaky, { ok: false, error: 'Not working; the log says why.' })
    assert.deepEqual(components.hanging, { ok: false, error: 'No answer within 2 seconds.' })
    await pause(1100)
    await health()
    assert.equal(tries, 1)
  } finally {
    await close()
  }
})

test('one look serves all who ask within a second', async () => {
  const { deps, close } = await testDeps()
  let looks = 0
  const health = createHealth(deps, [
    { name: 'seen', health: [{ name: 'seen', check: async () => void looks++ }] },
  ])
  try {
    await Promise.all(Array.from({ length: 50 }, health))
    await health()
    assert.equal(looks, 1)
    await pause(1100)
    await health()
    assert.equal(looks, 2)
  } finally {
    await close()
  }
})
