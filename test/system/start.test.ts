import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { cloneHere } from '#test/clone.ts'
import { freePort, npmStart, type Program, processesIn, serversIn, until } from '#test/program.ts'

// One clone, used as somebody would use it: what a test leaves is what the next one finds.
let clone: Awaited<ReturnType<typeof cloneHere>>
let env: { PORT: string; PROSA_DATA: string }
let program: Program
let password: string

before(async () => {
  clone = await cloneHere()
  env = { PORT: String(await freePort()), PROSA_DATA: join(clone.folder, 'data') }
})
after(async () => {
  // Only when a test failed half-way is anything left.
  for (const pid of processesIn(clone.folder, /./)) process.kill(pid, 'SIGKILL')
  await clone.remove()
})

// Elsewhere nothing tells which processes are whose.
const skip = process.platform !== 'linux' && 'needs /proc'
const email = 'ana@clinica.com.br'
const start = (more: Record<string, string> = {}) =>
  npmStart(clone.folder, { ...env, ADMIN_EMAIL: email, ...more })
const address = () => `http://127.0.0.1:${env.PORT}`
const servers = () => serversIn(clone.folder)
const databases = () => processesIn(env.PROSA_DATA, /\/postgres$/)

async function isWell(): Promise<boolean> {
  return fetch(`${address()}/health`, { signal: AbortSignal.timeout(3000) }).then(
    ({ status }) => status === 200,
    () => false,
  )
}

async function canSignIn(): Promise<boolean> {
  const body = new URLSearchParams({ username: email, password })
  const { status } = await fetch(`${address()}/api/auth/token`, { method: 'POST', body })
  return status === 200
}

/** It must end by itself, with nothing but one line for each thing that is wrong. */
async function assertRefuses(program: Program, ...expected: RegExp[]): Promise<void> {
  const { code } = await program.ended
  const lines = program.errors().trim().split('\n')
  assert.equal(code, 1, program.output())
  assert.equal(lines.length, expected.length, lines.join('\n'))
  for (const pattern of expected)
    assert.ok(
      lines.some((line) => pattern.test(line)),
      `${pattern} in:\n${lines.join('\n')}`,
    )
}

describe('npm start', { concurrency: false }, () => {
  test('a first start prints address, e-mail and password, and they are true', async () => {
    program = start()
    assert.equal(await program.ready, address())
    await until('the welcome is complete', () => /password/.test(program.output()))
    assert.match(program.output(), /administrator\s+ana@clinica\.com\.br/)
    password = /password\s+(\S+)/.exec(program.output())?.[1] ?? ''
    assert.ok(await isWell())
    assert.ok(await canSignIn())
  })

  // One that does not come to its end in time ends itself with another code.
  test('SIGTERM ends it, database included', { timeout: 60_000 }, async () => {
    assert.deepEqual(await program.stop('SIGTERM'), { code: 0, signal: null })
    assert.deepEqual([...servers(), ...databases()], [])
  })

  test('the next start keeps everything and shows no password', async () => {
    program = start()
    await program.ready
    assert.ok(await canSignIn())
    assert.doesNotMatch(program.output(), new RegExp(`password|${password}`))
  })

  test('a port in use is one clear line', async () => {
    const other = start({ PROSA_DATA: join(clone.folder, 'other') })
    await assertRefuses(other, new RegExp(`${env.PORT}.*in use`, 'i'))
    assert.match(other.output(), /password\s+\S+/, 'what the next start will not say again')
  })

  test('a data directory in use is one clear line', async () => {
    await assertRefuses(start({ PORT: String(await freePort()) }), /data directory .* in use/i)
  })

  test('a database that does not let it in is one clear line, without the password', async () => {
    const url = databaseUrl('not-the-password')
    const other = start({
      PORT: String(await freePort()),
      DATABASE_URL: url,
      PROSA_DATA: join(clone.folder, 'other'),
    })
    await assertRefuses(other, /password.*DATABASE_URL|DATABASE_URL.*password/i)
    assert.doesNotMatch(other.errors(), /not-the-password/)
  })

  test('malformed settings are one line each', async () => {
    const other = start({ PORT: 'three', PUBLIC_URL: 'clinica', PROSA_DTA: '/tmp' })
    await assertRefuses(other, /^PORT /, /^PUBLIC_URL /, /^PROSA_DTA .*PROSA_DATA/)
  })

  test('a killed database comes back by itself', { skip }, async () => {
    const [postmaster] = postmasters()
    assert.ok(postmaster && databases().includes(postmaster))
    process.kill(postmaster, 'SIGKILL')
    await until('the database is another one', () =>
      postmasters().some((pid) => pid !== postmaster && databases().includes(pid)),
    )
    await until('health recovers', isWell)
    assert.ok(await canSignIn())
  })

  test('a killed program starts again on the database that survived it', { skip }, async () => {
    const [server, ...more] = servers()
    assert.ok(server && more.length === 0, 'there is one server process')
    process.kill(server, 'SIGKILL')
    await program.ended
    assert.ok(databases().length > 0, 'the database survives')
    program = start()
    await program.ready
    assert.ok(await canSignIn())
  })

  test('two starts of one clone at once both come up', async () => {
    await program.stop('SIGINT')
    const port = String(await freePort())
    program = start()
    const other = start({ PORT: port, PROSA_DATA: join(clone.folder, 'second') })
    assert.deepEqual(await Promise.all([program.ready, other.ready]), [address(), `http://127.0.0.1:${port}`])
    assert.deepEqual(
      (await Promise.all([program.stop(), other.stop()])).map(({ code }) => code),
      [0, 0],
    )
    assert.deepEqual([...servers(), ...processesIn(clone.folder, /./)], [])
  })
})

// None between the end of one server and the start of the next.
const postmasters = (): number[] => {
  const file = join(env.PROSA_DATA, 'postgres', 'postmaster.pid')
  return existsSync(file) ? [Number(readFileSync(file, 'utf8').split('\n')[0])] : []
}

function databaseUrl(wrong: string): string {
  const folder = encodeURIComponent(join(env.PROSA_DATA, 'postgres'))
  return `postgres://prosa:${wrong}@localhost:5432/prosa?host=${folder}`
}
