import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

// A clone that needs no network: its only dependency lies inside it, and builds by writing one file.
const fakeVite = `
const { appendFileSync, existsSync, writeFileSync } = require('node:fs')
appendFileSync('builds', 'started ')
writeFileSync('pid', String(process.pid))
if (existsSync('broken')) { console.error('broken on purpose'); process.exit(1) }
const outDir = process.argv[process.argv.indexOf('--outDir') + 1]
writeFileSync(outDir + '/app.js', 'long;'.repeat(1000))
setTimeout(() => writeFileSync(outDir + '/index.html', 'built'), existsSync('slow') ? 20_000 : 100)
`
const lock = (packages = {}) =>
  JSON.stringify({
    name: 'clone',
    lockfileVersion: 3,
    requires: true,
    packages: { '': manifest, ...linked, ...packages },
  })
const manifest = { name: 'clone', type: 'module', dependencies: { vite: 'file:fake-vite' } }
const linked = {
  'fake-vite': { version: '1.0.0' },
  'node_modules/vite': { resolved: 'fake-vite', link: true },
}

let clone = ''
afterEach(() => rmSync(clone, { recursive: true, force: true }))

test('installs and builds once, then has nothing to do or say', async () => {
  makeClone()
  const first = await start().ended
  assert.match(
    first.output,
    /^Installing …\nInstalled in [\d.]+ s\nBuilding the web app …\nBuilt in [\d.]+ s\n$/,
  )
  assert.deepEqual([first.code, read('web/dist/index.html')], [0, 'built'])
  assert.deepEqual(readdirSync(join(clone, '.cache')), [])
  assert.deepEqual(await start().ended, { code: 0, output: '' })
  assert.equal(read('builds'), 'started ')
})

test('leaves what is worth it compressed, ready to be served', async () => {
  makeClone()
  await start().ended
  const path = join(clone, 'web/dist/app.js')
  const plain = readFileSync(path)
  assert.deepEqual(brotliDecompressSync(readFileSync(`${path}.br`)), plain)
  assert.deepEqual(gunzipSync(readFileSync(`${path}.gz`)), plain)
  assert.equal(existsSync(join(clone, 'web/dist/index.html.br')), false)
})

test('builds again when a source changed, and installs again when the lock did', async () => {
  makeClone()
  prepareByHand()
  assert.match((await start().ended).output, /^Building/)
  write('web/app.ts', read('web/app.ts'))
  assert.equal((await start().ended).output, '')
  for (const path of ['web/app.ts', 'contract/x.ts', 'web/features/new.tsx']) {
    write(path, 'changed')
    assert.match((await start().ended).output, /^Building.*Built/s, path)
  }
  write('package-lock.json', `${lock()}\n`)
  write('node_modules/.package-lock.json', '{}')
  assert.match((await start().ended).output, /^Installing.*Installed.*Building.*Built/s)
})

test('accepts what was installed by hand', async () => {
  makeClone()
  prepareByHand()
  write('node_modules/mark', 'still here')
  assert.doesNotMatch((await start().ended).output, /Installing/)
  assert.equal(read('node_modules/mark'), 'still here')
})

test('of two starts at once one works and the other waits', async () => {
  makeClone()
  prepareByHand()
  const [one, two] = await Promise.all([start().ended, start().ended])
  assert.deepEqual([one.code, two.code, read('builds')], [0, 0, 'started '])
})

test('an interruption leaves nothing running and nothing half done', async () => {
  makeClone()
  prepareByHand()
  write('web/dist/index.html', 'the old one')
  write('slow', '')
  const { child, ended } = start()
  while (!existsSync(join(clone, 'pid'))) await sleep(10)
  child.kill('SIGTERM')
  assert.equal((await ended).code, 130)
  assert.throws(() => process.kill(Number(read('pid')), 0), /ESRCH/)
  assert.equal(read('web/dist/index.html'), 'the old one')
  assert.deepEqual(readdirSync(join(clone, '.cache')), [])
  rmSync(join(clone, 'slow'))
  // As a kill -9 leaves it, when the number already belongs to someone else.
  write('.cache/prepare.lock', String(process.pid))
  assert.equal((await start().ended).code, 0)
  assert.equal(read('web/dist/index.html'), 'built')
})

test('keeps the old build when the new one fails, and says why', async () => {
  makeClone()
  prepareByHand()
  write('web/dist/index.html', 'the old one')
  write('broken', '')
  const { code, output } = await start().ended
  assert.deepEqual([code, read('web/dist/index.html')], [1, 'the old one'])
  assert.match(output, /The web app does not build:\nbroken on purpose\n$/)
})

test('says in one line that the registry is out of reach', async () => {
  makeClone()
  const far = { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` }
  write('package.json', JSON.stringify({ ...manifest, dependencies: { far: '1.0.0' } }))
  write(
    'package-lock.json',
    lock({ '': { name: 'clone', dependencies: { far: '1.0.0' } }, 'node_modules/far': far }),
  )
  const { code, output } = await start({
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_cache: join(clone, 'npm'),
  }).ended
  assert.equal(code, 1)
  assert.match(
    output,
    /^Installing …\nCannot install: the npm registry is out of reach \(ECONNREFUSED\)[^\n]*\n$/,
  )
})

function makeClone() {
  clone = mkdtempSync(join(tmpdir(), 'prosa-clone-'))
  cpSync(join(import.meta.dirname, 'prepare.js'), join(clone, 'scripts/prepare.js'))
  cpSync(join(import.meta.dirname, 'prepare'), join(clone, 'scripts/prepare'), { recursive: true })
  write('package.json', JSON.stringify(manifest))
  write('package-lock.json', lock())
  write('fake-vite/package.json', '{"name":"vite","version":"1.0.0","type":"commonjs"}')
  write('fake-vite/bin/vite.js', fakeVite)
  write('web/vite.config.ts', '')
  write('web/app.ts', 'one')
}

/** Spares the tests that are not about installing a run of npm. */
function prepareByHand() {
  cpSync(join(clone, 'fake-vite'), join(clone, 'node_modules/vite'), { recursive: true })
  write('node_modules/.package-lock.json', lock())
}

function start(env = {}) {
  const child = spawn(process.execPath, ['scripts/prepare.js'], {
    cwd: clone,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
  const ended = once(child, 'close').then(([code]) => ({ code, output: Buffer.concat(said).toString() }))
  return { child, ended }
}

const read = (path: string) => readFileSync(join(clone, path), 'utf8')

function write(path: string, content: string) {
  mkdirSync(join(clone, path, '..'), { recursive: true })
  writeFileSync(join(clone, path), content)
}
