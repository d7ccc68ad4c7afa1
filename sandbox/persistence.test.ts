import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startSandbox } from './index.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
})
after(() => rm(folder, { recursive: true }))

const bytes = Buffer.from('picture')

test('yesterday is still there: people, chats, files, secrets', async () => {
  const dataFile = join(folder, 'deep', 'sandbox.json')
  const yesterday = await startSandbox({ dataFile })
  const { outside } = yesterday
  const number = outside.numbers[0]?.id ?? ''
  const { id } = yesterday.customers.create({ name: 'Bia' })
  await yesterday.customers.write(id, { number, text: 'Oi' })
  await yesterday.customers.write(id, { number, image: { bytes, mimeType: 'image/png' } })
  const thread = yesterday.customers.thread(id, number)
  await yesterday.close()

  const today = await startSandbox({ dataFile })
  assert.deepEqual({ ...today.outside, graphUrl: '' }, { ...outside, graphUrl: '' })
  assert.equal(today.customers.find(id).name, 'Bia')
  assert.deepEqual(today.customers.thread(id, number), thread)
  const file = await fetch(`${today.url}${thread.data[1]?.media?.url}`)
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), bytes)
  await today.close()
  assert.deepEqual(
    (await readdir(join(folder, 'deep'))).filter((name) => name.endsWith('.new')),
    [],
  )
})

test('a file that cannot be read is put aside', async () => {
  const dataFile = join(folder, 'broken.json')
  await writeFile(dataFile, '{"version":1,')
  const sandbox = await startSandbox({ dataFile })
  await sandbox.close()
  const aside = (await readdir(folder)).find((name) => name.startsWith('broken.json.unreadable-'))
  assert.equal(await readFile(join(folder, aside ?? ''), 'utf8'), '{"version":1,')
  JSON.parse(await readFile(dataFile, 'utf8'))
})

test('two sandboxes without a file know nothing of each other', async () => {
  const [one, other] = [await startSandbox(), await startSandbox()]
  assert.notEqual(one.outside.accessToken, other.outside.accessToken)
  assert.notEqual(one.url, other.url)
  await Promise.all([one.close(), other.close()])
})

const main = fileURLToPath(new URL('main.ts', import.meta.url))

test('as a process of its own it says when it is ready, and goes when its parent does', async () => {
  const env = { ...process.env, SANDBOX_DATA: join(folder, 'child.json') }
  const child = fork(main, { env })
  const [ready] = await once(child, 'message')
  assert.equal(ready.type, 'ready')
  assert.equal(ready.outside.graphUrl, ready.url)
  assert.equal((await fetch(`${ready.url}/sandbox/api/state`)).status, 200)
  child.disconnect()
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
  JSON.parse(await readFile(join(folder, 'child.json'), 'utf8'))
})

test('a signal ends it', async () => {
  const child = fork(main)
  await once(child, 'message')
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
})
