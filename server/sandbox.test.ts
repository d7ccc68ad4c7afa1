import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureFirstAdministrator, team } from '#features/team/index.ts'
import { asker } from '#test/http.ts'
import { openTestInstance, type TestInstance } from '#test/instance.ts'
import { type People, settleIn, theAdministrator } from '#test/people.ts'
import { temporaryFolder } from '#test/postgres.ts'
import { until } from '#test/program.ts'
import { systemCtx } from './instance.ts'
import { type Running, startRoles } from './roles/index.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

/** Says what a sandbox says, and does what it is told to: dies, shows what it was sent, talks on. */
const puppet = `
import { createServer } from 'node:http'
const { SANDBOX_PORT, SANDBOX_HOST, SANDBOX_DATA, DATABASE_URL } = process.env
let callback = null
const server = createServer(async (request, response) => {
  let body = ''
  for await (const part of request) body += part
  if (request.url === '/sandbox/die') process.exit(1)
  if (request.url === '/sandbox/api/callback') callback = JSON.parse(body).url
  if (request.url === '/sandbox/talk') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    return response.write('data: one\\n\\n')
  }
  response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
  const { method, url, headers } = request
  response.end(JSON.stringify({ callback, method, url, headers, length: body.length, data: SANDBOX_DATA, database: DATABASE_URL }))
})
server.listen(Number(SANDBOX_PORT), SANDBOX_HOST, () => {
  const url = 'http://127.0.0.1:' + server.address().port
  const outside = { graphUrl: url, accessToken: 'EAAtoken', appId: '7', appSecret: 'secret', verifyToken: 'word', numbers: [{ id: '12' }] }
  process.send({ type: 'ready', url, outside })
})
process.on('disconnect', () => process.exit())
`
const programs = temporaryFolder('programs')
const program = (name: string, text: string): string => {
  const path = join(programs, `${name}.mjs`)
  writeFileSync(path, text)
  return path
}

const open = (env: Record<string, string> = {}) => openTestInstance([team], { ...theAdministrator, ...env })
type Shown = {
  callback: string | null
  method: string
  url: string
  headers: Record<string, string>
  length: number
  data: string
}
const look = async (url: string): Promise<Shown> => {
  const response = await fetch(`${url}/sandbox/look`, { signal: AbortSignal.timeout(2_000) })
  // It is the puppet above that answers.
  return (await response.json()) as Shown
}
const answers = (url: string) =>
  look(url).then(
    () => true,
    () => false,
  )

describe('the process', () => {
  let around: TestInstance
  let sandbox: Sandbox
  let url: string
  const said: string[] = []
  before(async () => {
    around = await open()
    const started = await startSandbox(around.instance, (line) => said.push(line), program('puppet', puppet))
    assert.ok(started)
    sandbox = started
    url = started.instance.deps.config.sandboxUrl ?? ''
  })
  after(async () => {
    await sandbox?.stop()
    await around?.close()
  })

  test('what it is goes into the configuration, as if the environment had said it', () => {
    const { meta, whatsapp, outboundAllow, sandboxUrl } = sandbox.instance.deps.config
    assert.deepEqual(
      [meta.graphUrl, meta.appId, meta.appSecrets, meta.webhookVerifyToken],
      [url, '7', ['secret'], 'word'],
    )
    assert.deepEqual([whatsapp.accessToken, whatsapp.phoneNumberId], ['EAAtoken', '12'])
    assert.equal(sandboxUrl, url)
    assert.ok(outboundAllow.includes(new URL(url).host))
    assert.deepEqual(said, [])
    assert.equal(around.instance.deps.config.sandboxUrl, null)
  })

  test('it is told where webhooks go, keeps its state under our data, and knows nothing else of ours', async () => {
    await sandbox.announce('http://127.0.0.1:3000')
    const shown = await look(url)
    assert.equal(shown.callback, 'http://127.0.0.1:3000/api/webhooks/whatsapp')
    assert.equal(shown.data, join(around.instance.deps.config.dataDir, 'sandbox', 'state.json'))
    assert.equal('database' in shown, false)
  })

  test('dead, it comes back at the same address, and is told again', async () => {
    await assert.rejects(fetch(`${url}/sandbox/die`))
    await until('it is back', async () => (await answers(url)) && (await look(url)).callback !== null)
    assert.equal((await look(url)).callback, 'http://127.0.0.1:3000/api/webhooks/whatsapp')
  })

  test('it ends when it is told to, and stays away', async () => {
    await sandbox.stop()
    await sleep(1_500)
    assert.equal(await answers(url), false)
    // Once more does no harm.
    await sandbox.stop()
  })
})

test('without it Prosa goes on, and says so', async () => {
  const around = await open()
  try {
    const broken = program('broken', 'process.exit(3)')
    const odd = program('odd', "process.send({ type: 'hello' }); setInterval(() => {}, 1000)")
    for (const path of [broken, odd, join(programs, 'absent.mjs')]) {
      const said: string[] = []
      assert.equal(await startSandbox(around.instance, (line) => said.push(line), path), null)
      assert.match(said.join(), /^The sandbox did not start \(.+\)\. Prosa goes on without it\.$/)
    }
  } finally {
    await around.close()
  }
})

test('where it is off, or nobody is served, it does not even start', async () => {
  for (const env of [{ SANDBOX: 'off' }, { ROLES: 'worker' }]) {
    const around = await open(env)
    const said: string[] = []
    assert.equal(await startSandbox(around.instance, (line) => said.push(line), 'absent'), null)
    assert.deepEqual(said, [])
    await around.close()
  }
})

test('the real one comes up, and takes our address', async () => {
  const around = await open()
  const word: Server = createServer(({ url = '' }, response) => {
    response.end(new URL(url, 'http://here').searchParams.get('hub.challenge'))
  }).listen(0, '127.0.0.1')
  await once(word, 'listening')
  const sandbox = await startSandbox(around.instance, assert.fail)
  try {
    assert.ok(sandbox)
    const address = word.address()
    const here = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    await sandbox.announce(here)
    const { sandboxUrl } = sandbox.instance.deps.config
    const state: unknown = await (await fetch(`${sandboxUrl}/sandbox/api/state`)).json()
    assert.equal(Object(state).callback, `${here}/api/webhooks/whatsapp`)
  } finally {
    await sandbox?.stop()
    word.close()
    await around.close()
  }
})

describe('at our own address', () => {
  let around: TestInstance
  let sandbox: Sandbox
  let running: Running
  let people: People
  before(async () => {
    around = await open({ ROLES: 'web' })
    const started = await startSandbox(around.instance, assert.fail, program('puppet', puppet))
    assert.ok(started)
    sandbox = started
    await ensureFirstAdministrator(systemCtx(started.instance.deps))
    running = await startRoles(started.instance, [team])
    people = await settleIn(running.listening)
  })
  after(async () => {
    await running?.stop()
    await sandbox?.stop()
    await around?.close()
  })
  const ask = () => asker(running.listening, (name) => people[name].cookie)

  test('people who are signed in get through, without what is only ours', async () => {
    const { status, body, headers } = await ask()<Shown>('GET', '/sandbox/any?thing=1', { as: 'luisa' })
    assert.deepEqual([status, body.method, body.url], [200, 'GET', '/sandbox/any?thing=1'])
    assert.equal(body.headers.cookie, undefined)
    assert.deepEqual(headers.getSetCookie(), [])
    const written = await ask()<Shown>('POST', '/sandbox/api/x', { as: 'luisa', body: { text: 'Olá' } })
    assert.deepEqual(
      [written.body.method, written.body.headers['content-type']],
      ['POST', 'application/json'],
    )
    assert.ok(written.body.length > 0)
  })

  test('large and binary bodies pass unread', async () => {
    const response = await fetch(`${running.listening}/sandbox/api/x`, {
      method: 'POST',
      body: Buffer.alloc(3_000_000, 1),
      headers: {
        cookie: people.luisa.cookie,
        origin: running.listening,
        'content-type': 'multipart/form-data; boundary=x',
      },
    })
    const shown: unknown = await response.json()
    assert.deepEqual([response.status, Object(shown).length], [200, 3_000_000])
  })

  test('nobody else does', async () => {
    assert.equal((await ask()('GET', '/sandbox/any')).status, 401)
    const page = await ask()('GET', '/sandbox/', { headers: { accept: 'text/html' } })
    assert.deepEqual([page.status, page.headers.get('location')], [303, '/sign-in?next=%2Fsandbox%2F'])
    const { body } = await ask()<{ key: string }>('POST', '/api/api-keys', {
      as: 'ana',
      body: { name: 'ERP', preset: 'full' },
    })
    assert.equal((await ask()('GET', '/sandbox/any', { headers: { 'x-api-key': body.key } })).status, 403)
    const foreign = { cookie: people.luisa.cookie, origin: 'https://elsewhere.example' }
    assert.equal((await ask()('POST', '/sandbox/api/x', { headers: foreign, body: {} })).status, 403)
  })

  test('what it says bit by bit arrives bit by bit', async () => {
    const response = await fetch(`${running.listening}/sandbox/talk`, {
      headers: { cookie: people.luisa.cookie },
    })
    const reader = response.body?.getReader()
    const { value } = (await reader?.read()) ?? {}
    assert.equal(Buffer.from(value ?? []).toString(), 'data: one\n\n')
    await reader?.cancel()
  })

  // Last: it dies, and then everything ends with a listener still there.
  test('while it is away this is said, and an open listener keeps nothing from ending', async () => {
    const headers = { cookie: people.luisa.cookie }
    const talk = await fetch(`${running.listening}/sandbox/talk`, { headers })
    const heard = talk.text().then(
      () => 'ended',
      () => 'cut',
    )
    await running.stop()
    assert.match(await heard, /ended|cut/)
    running = await startRoles(sandbox.instance, [team])
    await sandbox.stop()
    const { status, body } = await ask()('GET', '/sandbox/any', { as: 'luisa' })
    assert.deepEqual([status, String(body.code)], [503, 'sandbox_away'])
  })
})

test('where it is off there is nothing', async () => {
  const around = await open({ ROLES: 'web' })
  await ensureFirstAdministrator(systemCtx(around.instance.deps))
  const running = await startRoles(around.instance, [team])
  const ask = asker(running.listening, () => '')
  for (const path of ['/sandbox', '/sandbox/', '/sandbox/api/state'])
    assert.equal((await ask('GET', path, { headers: { accept: 'text/html' } })).status, 404, path)
  await running.stop()
  await around.close()
})
