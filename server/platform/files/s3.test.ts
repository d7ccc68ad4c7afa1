import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Files, openFiles } from './index.ts'
import { readS3Url } from './s3-url.ts'
import { startS3 } from './test-s3.ts'
import { filesIn, pieces, png, readAll, sha256 } from './testing.ts'

const limit = { maxBytes: 20_000_000 }

let folder: string
let storage: Awaited<ReturnType<typeof startS3>>
let files: Files
const at = (host: string, key = 'KEYID') =>
  openFiles({ filesUrl: `s3://${key}:se%2Fcret@${host}/media?region=sa-east-1&tls=off`, folder })

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prosa-files-'))
  storage = await startS3({ bucket: 'media', accessKeyId: 'KEYID' })
  files = await at(storage.host)
})
after(async () => {
  await storage.close()
  await rm(folder, { recursive: true })
})

const keyOf = (hash: string) => `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`

test('a file goes to the bucket under its hash, and comes back', async () => {
  const hash = sha256(png)
  const stored = await files.put(pieces(png), limit)
  assert.deepEqual(stored, { hash, size: png.length, type: 'image/png', extension: 'png' })
  assert.equal(storage.objects.get(keyOf(hash))?.type, 'image/png')
  assert.equal(await files.exists(hash), true)
  const { stream, size } = await files.open(hash)
  assert.equal(size, png.length)
  assert.deepEqual(await readAll(stream), png)
  const part = await files.open(hash, { start: 1, end: 3 })
  assert.deepEqual([(await readAll(part.stream)).toString(), part.size], ['PNG', png.length])
  await assert.rejects(files.open(hash, { start: 5000, end: 6000 }), { status: 416 })
  // Nothing stays behind on this machine.
  assert.deepEqual(await filesIn(folder), [])
})

test('a large file is sent in parts', async () => {
  const content = Buffer.alloc(12_000_000, 'abcdefg')
  const { hash, size } = await files.put(pieces(content, 100_000), limit)
  assert.equal(size, 12_000_000)
  assert.ok(storage.requests.some((request) => request.includes('partNumber=3')))
  assert.deepEqual(storage.objects.get(keyOf(hash))?.content, content)
})

test('what is there already is not sent again', async () => {
  await files.put(pieces('twice'), limit)
  storage.requests.length = 0
  await files.put(pieces('twice'), limit)
  assert.deepEqual(
    storage.requests.map((request) => request.split(' ')[0]),
    ['HEAD'],
  )
})

test('what is not there is not found, what is removed is gone', async () => {
  const { hash } = await files.put(pieces('to be removed'), limit)
  await files.remove(hash)
  assert.equal(await files.exists(hash), false)
  await assert.rejects(files.open(hash), { name: 'DomainError', status: 404 })
  storage.requests.length = 0
  assert.equal(await files.exists('../secret'), false)
  assert.deepEqual(storage.requests, [])
})

test('the limit holds before anything is sent', async () => {
  storage.requests.length = 0
  await assert.rejects(files.put(pieces(Buffer.alloc(10_000)), { maxBytes: 5000 }), { status: 413 })
  assert.deepEqual(storage.requests, [])
})

test('a storage that is away or refuses is a passing problem, and is shown as unhealthy', async () => {
  await files.healthy()
  const stranger = await at(storage.host, 'OTHER')
  const unavailable = { name: 'DomainError', status: 503, code: 'storage_unavailable' }
  await assert.rejects(stranger.put(pieces('x'), limit), unavailable)
  await assert.rejects(stranger.healthy())
  const gone = await startS3({ bucket: 'media', accessKeyId: 'KEYID' })
  await gone.close()
  const away = await at(gone.host)
  await assert.rejects(away.exists(sha256('x')), unavailable)
  await assert.rejects(away.healthy())
})

test('the address of a storage', () => {
  assert.deepEqual(readS3Url('s3://k:s%2Fx@minio:9000/media?tls=off'), {
    endpoint: 'http://minio:9000',
    region: 'us-east-1',
    bucket: 'media',
    accessKeyId: 'k',
    secretAccessKey: 's/x',
  })
  assert.equal(
    readS3Url('s3://k:s@s3.amazonaws.com/media?region=sa-east-1')?.endpoint,
    'https://s3.amazonaws.com',
  )
  for (const wrong of [
    'https://k:s@h/b',
    's3://h/bucket',
    's3://k:s@h/',
    's3://k:s@h/a/b',
    's3://k:s@h/bucket?tls=maybe',
    's3://k:s@h/bucket?regio=x',
  ])
    assert.equal(readS3Url(wrong), undefined, wrong)
})
