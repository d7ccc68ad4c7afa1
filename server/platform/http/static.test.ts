import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { type TestServer, testServer } from '#platform/http/test-server.ts'
import { temporaryFolder } from '#test/postgres.ts'

const html = '<!doctype html><title>Prosa</title>'
const script = `console.log(${JSON.stringify('x'.repeat(2000))})`
const webDist = temporaryFolder('web')

let server: TestServer
before(async () => {
  await mkdir(join(webDist, 'assets'))
  await writeFile(join(webDist, 'index.html'), html)
  await writeFile(join(webDist, 'favicon.svg'), '<svg/>')
  await writeFile(join(webDist, 'assets', 'app-Bx12.js'), script)
  await writeFile(join(webDist, 'assets', 'app-Bx12.js.br'), brotliCompressSync(script))
  await writeFile(join(webDist, 'assets', 'app-Bx12.js.gz'), gzipSync(script))
  await writeFile(join(webDist, 'assets', 'app-Bx12.js.map'), '{}')
  server = await testServer({ webDist })
})
after(() => server.close())

type Raw = { status: number; encoding: string; vary: string; caching: string; body: Buffer }

/** fetch would decompress what it gets, and keep the server from answering that nothing has changed. */
const raw = (path: string, headers: Record<string, string>) =>
  new Promise<Raw>((resolve, reject) => {
    const asking = get(server.url + path, { headers }, async (response) => {
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part)
      const { 'content-encoding': encoding = '', vary = '', 'cache-control': caching = '' } = response.headers
      resolve({ status: response.statusCode ?? 0, encoding, vary, caching, body: Buffer.concat(parts) })
    })
    asking.on('error', reject)
  })

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

test('the page is sent for its own address and for those that only it knows', async () => {
  for (const path of ['/', '/inbox', '/conversations/019aa0c4?tab=notes', '/health-check']) {
    const answer = await server.ask('GET', path, { headers: browser })
    assert.deepEqual([answer.status, answer.text], [200, html], path)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
    assert.equal(answer.headers.get('cache-control'), 'no-cache')
    assert.match(
      answer.headers.get('content-security-policy') ?? '',
      /default-src 'self';script-src 'self';.*frame-ancestors 'none'/,
    )
  }
  const etag = (await server.ask('GET', '/')).headers.get('etag') ?? ''
  assert.equal((await raw('/', { ...browser, 'if-none-match': etag })).status, 304)
  assert.equal((await server.ask('HEAD', '/inbox', { headers: browser })).status, 200)
})

test('it is not sent for what is not there', async () => {
  const missing = [
    '/api/nowhere',
    '/api/v1/nowhere',
    '/assets/old-1234.js',
    '/robots.txt',
    '/docs/nowhere.js',
    '/assets/app-Bx12.js.map',
  ]
  for (const path of [...missing, '/..%2f..%2fetc%2fpasswd.x', '/assets/../index.html.x']) {
    const answer = await server.ask('GET', path, { headers: browser })
    assert.deepEqual([answer.status, answer.json.code], [404, 'not_found'], path)
  }
  assert.equal((await server.ask('POST', '/inbox', { json: {} })).status, 404)
  assert.equal((await server.ask('GET', '/inbox', { headers: { accept: 'application/json' } })).status, 404)
})

test('what has a hash in its name is kept for ever, and sent compressed', async () => {
  const ask = (encoding: string) => raw('/assets/app-Bx12.js', { 'accept-encoding': encoding })
  const [br, gz, plain] = await Promise.all([ask('gzip, br'), ask('gzip'), ask('identity')])
  assert.deepEqual([br.encoding, brotliDecompressSync(br.body).toString()], ['br', script])
  assert.deepEqual([gz.encoding, gunzipSync(gz.body).toString()], ['gzip', script])
  assert.deepEqual([plain.encoding, plain.body.toString()], ['', script])
  for (const { caching } of [br, gz, plain]) assert.equal(caching, 'public, max-age=31536000, immutable')
  assert.match(br.vary, /accept-encoding/i)
  assert.equal((await server.ask('GET', '/favicon.svg')).headers.get('cache-control'), 'no-cache')
})

test('without a build there is no page, and everything else works', async () => {
  const bare = await testServer({ webDist: join(webDist, 'nowhere') })
  try {
    assert.equal((await bare.ask('GET', '/', { headers: browser })).status, 404)
    assert.equal((await bare.ask('GET', '/health')).status, 200)
  } finally {
    await bare.close()
  }
})
