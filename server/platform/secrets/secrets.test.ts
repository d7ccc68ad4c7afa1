import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { testDatabase } from '#test/database.ts'
import { openSecrets, type Secrets } from './index.ts'
import { output, startProcess } from './testing.ts'

const log = pino({ level: 'silent' })
const key = (letter: string) => letter.repeat(32)
const word = (secrets: Secrets) => secrets.hash('test', 'word').toString('hex')

let base: string
before(async () => {
  base = await mkdtemp(join(tmpdir(), 'prosa-secrets-'))
})
after(() => rm(base, { recursive: true }))

/** A database and a folder; opens with the keys given, as often as asked. */
async function place(name: string) {
  const { url, database, close } = await testDatabase()
  const dataDir = join(base, name)
  const open = async (secretKeys: string[] = []) => {
    const secrets = await openSecrets({ db: database.db, secretKeys, dataDir, log })
    secrets.close()
    return secrets
  }
  return { url, database, dataDir, open, close }
}

test('what was sealed opens for the same purpose, and only there', async () => {
  const { open, close } = await place('sealing')
  try {
    const secrets = await open()
    const sealed = secrets.seal('people.totp_secret_encrypted', 'JBSWY3DPEHPK3PXP')
    assert.match(sealed, /^v1\.[\w-]+$/)
    assert.ok(!sealed.includes('JBSWY'))
    assert.notEqual(secrets.seal('people.totp_secret_encrypted', 'JBSWY3DPEHPK3PXP'), sealed)
    assert.equal(secrets.open('people.totp_secret_encrypted', sealed), 'JBSWY3DPEHPK3PXP')
    assert.throws(
      () => secrets.open('accounts.token_encrypted', sealed),
      /changed, or sealed for another purpose/,
    )
    for (const text of ['', 'ç€𝄞\0', 'x'.repeat(100_000)])
      assert.equal(secrets.open('a.b', secrets.seal('a.b', text)), text)
  } finally {
    await close()
  }
})

test('a change of any character shows', async () => {
  const { open, close } = await place('tampering')
  try {
    const secrets = await open()
    const sealed = secrets.seal('a.b', 'secret')
    for (let index = 3; index < sealed.length; index++) {
      const other = sealed[index] === 'A' ? 'B' : 'A'
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1)
      assert.throws(() => secrets.open('a.b', changed), Error, `character ${index}`)
    }
    for (const wrong of ['', 'secret', 'v1.', 'v1.AAAA', sealed.slice(0, -1), `${sealed}A`, `${sealed}.`])
      assert.throws(
        () => secrets.open('a.b', wrong),
        (error: Error) => !error.message.includes('secret'),
      )
  } finally {
    await close()
  }
})

test('hashes are keyed, tell purposes apart and stay the same', async () => {
  const { open, close } = await place('hashing')
  const other = await place('hashing-elsewhere')
  try {
    const secrets = await open()
    assert.equal(word(secrets), word(await open()))
    assert.notDeepEqual(secrets.hash('a', 'word'), secrets.hash('b', 'word'))
    assert.notDeepEqual(secrets.hash('ab', 'c'), secrets.hash('a', 'bc'))
    assert.notEqual(word(secrets), word(await other.open()))
  } finally {
    await close()
    await other.close()
  }
})

test('the generated key is for its owner only, and nothing is left beside it', async () => {
  const { open, dataDir, close } = await place('generated')
  try {
    const first = await open()
    assert.deepEqual(await readdir(dataDir), ['secret.key'])
    assert.match(await readFile(join(dataDir, 'secret.key'), 'utf8'), /^[\da-f]{64}\n$/)
    assert.equal((await stat(join(dataDir, 'secret.key'))).mode & 0o777, 0o600)
    assert.equal((await stat(dataDir)).mode & 0o777, 0o700)
    assert.equal((await open()).open('a.b', first.seal('a.b', 'x')), 'x')
  } finally {
    await close()
  }
})

test('processes that start at once agree on the keys', async () => {
  const { url, dataDir, close } = await place('racing')
  try {
    const words = await Promise.all(
      Array.from({ length: 4 }, () => output(startProcess(url, dataDir, 'open'))),
    )
    assert.match(words[0] ?? '', /^[\da-f]{64}$/)
    assert.deepEqual(new Set(words).size, 1)
    assert.deepEqual(await readdir(dataDir), ['secret.key'])
  } finally {
    await close()
  }
})

test('SECRET_KEY instead of the file, and the content of the file as SECRET_KEY', async () => {
  const given = await place('given')
  const generated = await place('generated-then-given')
  try {
    const sealed = (await given.open([key('a')])).seal('a.b', 'x')
    await assert.rejects(stat(given.dataDir), { code: 'ENOENT' })
    assert.equal((await given.open([key('b'), key('a')])).open('a.b', sealed), 'x')
    const first = await generated.open()
    const content = (await readFile(join(generated.dataDir, 'secret.key'), 'utf8')).trim()
    assert.equal(word(await generated.open([content])), word(first))
  } finally {
    await given.close()
    await generated.close()
  }
})

test('a wrong or lost key stops the start and says what to do', async () => {
  const given = await place('given-wrong')
  const generated = await place('generated-lost')
  const failing = (open: Promise<unknown>, message: RegExp) =>
    assert.rejects(open, { name: 'StartError', message })
  try {
    await given.open([key('a')])
    await failing(given.open([key('b')]), /^SECRET_KEY is not the key .* SECRET_KEY=<new>,<old>\.$/)
    await failing(
      given.open(),
      /^The database holds encrypted data, but its key is missing: put back .*secret\.key/,
    )
    // The refused start made no key of its own.
    await assert.rejects(stat(given.dataDir), { code: 'ENOENT' })

    await generated.open()
    await failing(generated.open([key('b')]), /that one is in .*secret\.key.* secrets:rotate -- --root/)
    const file = join(generated.dataDir, 'secret.key')
    await writeFile(file, `${'0'.repeat(64)}\n`)
    await failing(generated.open(), /secret\.key is not the key that this database was encrypted with/)
    await writeFile(file, '')
    await failing(generated.open(), /secret\.key does not hold a key any more/)
  } finally {
    await given.close()
    await generated.close()
  }
})

test('the table holds no key that can be read, and rows cannot be exchanged', async () => {
  const { open, database, close } = await place('wrapped')
  try {
    await open([key('a')])
    const rows = await database.db.selectFrom('secret_keys').selectAll().orderBy('version').execute()
    assert.deepEqual(
      rows.map(({ version }) => version),
      [0, 1],
    )
    const [hash, data] = rows
    assert.ok(hash && data)
    await database.db
      .updateTable('secret_keys')
      .set({ wrapped_key: data.wrapped_key })
      .where('version', '=', 0)
      .execute()
    await assert.rejects(open([key('a')]), { name: 'StartError' })
  } finally {
    await close()
  }
})
