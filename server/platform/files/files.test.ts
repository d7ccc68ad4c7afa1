import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Files, openFiles } from './index.ts'
import { filesIn, pieces, png, readAll, sha256 } from './testing.ts'

const limit = { maxBytes: 1_000_000 }

let folder: string
let files: Files
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prosa-files-'))
  files = await openFiles({ filesUrl: null, folder })
})
after(() => rm(folder, { recursive: true }))

test('a file is kept under the hash of its content', async () => {
  const content = Buffer.alloc(300_000, 'olá ')
  const hash = sha256(content)
  const stored = await files.put(pieces(content), limit)
  assert.deepEqual(stored, { hash, size: 300_000, type: 'text/plain', extension: 'txt' })
  assert.equal(await files.exists(hash), true)
  const { stream, size } = await files.open(hash)
  assert.equal(size, 300_000)
  assert.deepEqual(await readAll(stream), content)
  assert.ok((await filesIn(folder)).includes(`${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`))
  await files.remove(hash)
  await files.remove(hash)
  assert.equal(await files.exists(hash), false)
  await assert.rejects(files.open(hash), { name: 'DomainError', status: 404 })
})

test('parts of a file', async () => {
  const { hash } = await files.put(pieces('0123456789'), limit)
  const part = async (start: number, end: number) =>
    (await readAll((await files.open(hash, { start, end })).stream)).toString()
  assert.equal(await part(0, 0), '0')
  assert.equal(await part(2, 4), '234')
  assert.equal(await part(8, 999), '89')
  for (const range of [
    { start: 10, end: 12 },
    { start: -1, end: 2 },
    { start: 5, end: 4 },
  ])
    await assert.rejects(files.open(hash, range), { status: 416, code: 'range_outside' })
  assert.equal((await files.open(hash, { start: 0, end: 0 })).size, 10)
})

test('what a file is comes from its content, whatever it was called', async () => {
  const html = '<!doctype html><script>alert(1)</script>'
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  const contents: Array<[Buffer | string, string, string]> = [
    [png, 'image/png', 'png'],
    ['%PDF-1.7\n1 0 obj', 'application/pdf', 'pdf'],
    [
      Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead'), Buffer.alloc(40)]),
      'audio/ogg',
      'opus',
    ],
    ['phone,name\n5511988887777,João\n', 'text/plain', 'txt'],
    [Buffer.from('nome\nJoão\n', 'latin1'), 'text/plain', 'txt'],
    [html, 'text/plain', 'txt'],
    [svg, 'text/plain', 'txt'],
    [`\uFEFF${svg}`, 'text/plain', 'txt'],
    [Buffer.from(svg, 'utf16le'), 'application/octet-stream', 'bin'],
    [Buffer.from([0, 1, 2, 3, 4, 5]), 'application/octet-stream', 'bin'],
    [Buffer.from('é'.repeat(4000)).subarray(0, 4097), 'text/plain', 'txt'],
    ['', 'application/octet-stream', 'bin'],
  ]
  for (const [content, type, extension] of contents) {
    const stored = await files.put(pieces(content), limit)
    assert.deepEqual([stored.type, stored.extension], [type, extension], String(content).slice(0, 30))
  }
})

test('a file that is not wanted is not kept', async () => {
  const before = await filesIn(folder)
  const accept = (type: string) => type.startsWith('image/')
  const unwanted = files.put(pieces('<svg onload="alert(1)"/> as photo.png'), { ...limit, accept })
  await assert.rejects(unwanted, { name: 'DomainError', status: 415, code: 'type_not_accepted' })
  assert.deepEqual(await filesIn(folder), before)
  assert.equal((await files.put(pieces(png), { ...limit, accept })).type, 'image/png')
})

test('the limit holds while the file arrives', async () => {
  const before = await filesIn(folder)
  let given = 0
  async function* endless() {
    for (; given < 10_000; given++) yield Buffer.alloc(1000)
  }
  await assert.rejects(files.put(endless(), { maxBytes: 5000 }), { status: 413, code: 'too_large' })
  assert.ok(given < 10, `${given} pieces were taken`)
  assert.deepEqual(await filesIn(folder), before)
  assert.equal((await files.put(pieces(Buffer.alloc(5000)), { maxBytes: 5000 })).size, 5000)
})

test('a file that breaks off leaves nothing', async () => {
  const before = await filesIn(folder)
  async function* broken() {
    yield Buffer.from('half of it')
    throw new Error('connection lost')
  }
  await assert.rejects(files.put(broken(), limit), { message: 'connection lost' })
  const source = Readable.from(pieces(Buffer.alloc(100_000)))
  source.destroy(new Error('gone'))
  await assert.rejects(files.put(source, limit), { message: 'gone' })
  assert.deepEqual(await filesIn(folder), before)
})

test('a full disk is called by its name', async () => {
  async function* full() {
    yield Buffer.from('x')
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  }
  await assert.rejects(files.put(full(), limit), { name: 'DomainError', status: 507, code: 'storage_full' })
})

test('the same content at the same moment is one file', async () => {
  const content = Buffer.alloc(200_000, 'same')
  const before = await filesIn(folder)
  const stored = await Promise.all(Array.from({ length: 8 }, () => files.put(pieces(content, 20_000), limit)))
  assert.deepEqual(new Set(stored.map(({ hash }) => hash)), new Set([sha256(content)]))
  assert.equal((await filesIn(folder)).length, before.length + 1)
  assert.deepEqual(await readAll((await files.open(sha256(content))).stream), content)
})

test('a damaged copy is replaced by the next one that arrives', async () => {
  const hash = sha256('whole')
  const path = join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  await files.put(pieces('whole'), limit)
  await writeFile(path, '')
  await files.put(pieces('whole'), limit)
  assert.equal(await readFile(path, 'utf8'), 'whole')
})

test('nothing but a hash reaches the file system', async () => {
  await mkdir(join(folder, 'aa', 'aa'), { recursive: true })
  const strange = [
    '../../etc/passwd',
    `${'a'.repeat(63)}/`,
    '..',
    '',
    `${'a'.repeat(64)}\0`,
    'A'.repeat(64),
    `aa/${'a'.repeat(61)}`,
  ]
  for (const hash of strange) {
    assert.equal(await files.exists(hash), false)
    await assert.rejects(files.open(hash), { status: 404 })
    await files.remove(hash)
  }
  assert.deepEqual(await readFile(join(folder, 'aa', 'aa')).catch(({ code }) => code), 'EISDIR')
})

test('a process that is killed leaves no file behind that could be seen', async () => {
  const place = await mkdtemp(join(tmpdir(), 'prosa-files-'))
  try {
    const program = fileURLToPath(new URL('./test-process.ts', import.meta.url))
    const child = spawn(process.execPath, [program, place], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.stdin.on('error', () => {})
    const half = Buffer.alloc(500_000, 'half')
    child.stdin.write(half)
    let found: string[] = []
    for (let tries = 0; found.length === 0 && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      found = await filesIn(place)
    }
    child.kill('SIGKILL')
    await once(child, 'close')
    const [stray = ''] = await filesIn(place)
    assert.match(stray, /^arriving\//)
    const again = await openFiles({ filesUrl: null, folder: place })
    assert.equal(await again.exists(sha256(half)), false)
    // It may be another process's that is still arriving; a day later it is nobody's.
    assert.deepEqual(await filesIn(place), [stray])
    await utimes(join(place, stray), 0, 0)
    await openFiles({ filesUrl: null, folder: place })
    assert.deepEqual(await filesIn(place), [])
  } finally {
    await rm(place, { recursive: true })
  }
})

test('a large file passes through without being held', async () => {
  const big = join(folder, 'big')
  await writeFile(big, Buffer.alloc(60_000_000))
  const before = process.memoryUsage().arrayBuffers
  let highest = 0
  async function* watched() {
    for await (const part of createReadStream(big)) {
      highest = Math.max(highest, process.memoryUsage().arrayBuffers - before)
      yield part
    }
  }
  const { size } = await files.put(watched(), { maxBytes: 100_000_000 })
  assert.equal(size, 60_000_000)
  assert.ok(highest < 30_000_000, `${highest} bytes were held`)
})

test('health says whether files could be stored', async () => {
  await files.healthy()
  const gone = await mkdtemp(join(tmpdir(), 'prosa-files-'))
  const nowhere = await openFiles({ filesUrl: null, folder: gone })
  await rm(gone, { recursive: true })
  await assert.rejects(nowhere.healthy(), { code: 'ENOENT' })
})
