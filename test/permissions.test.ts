import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allPermissions, type Permission, permissionsOf } from '#contract/permissions.ts'
import { addressOf, type Document, documentOf, exampleBody, keyWith, nameOf, routes } from '#test/api.ts'
import { type App, testApp } from '#test/app.ts'
import { changedApp } from '#test/changed-app.ts'
import type { Ask, AskOptions } from '#test/http.ts'
import { envelope, sign, textFrom, whatsappEnv } from '#test/whatsapp.ts'

/** Every route but these names a permission. Whoever opens one more says so here. */
const open = {
  public: [
    'POST /auth/signup',
    'POST /auth/sign-in',
    'POST /auth/second-factor',
    'POST /auth/sign-out',
    'POST /auth/token',
    'POST /auth/password-reset',
    'POST /auth/password-reset/confirm',
    'POST /auth/links',
    'POST /auth/invitation',
  ],
  /** Public to the gate; the provider's signature, or the word agreed on, is what lets in. */
  signed: ['GET /webhooks/whatsapp', 'POST /webhooks/whatsapp', 'GET /webhook', 'POST /webhook'],
  'signed-in': ['GET /me'],
} as const
const isSigned = (route: (typeof routes)[number]) => open.signed.some((name) => name === nameOf(route))

type Caller = Pick<AskOptions, 'as' | 'headers'>
type Outcome = 'unknown' | 'refused' | 'let through'

type Headers = Record<string, string>
// Made beforehand: some of the routes below change who may make keys.
const keys = new Map<string, { only: Headers; allBut: Headers }>()
const keyName = (request: Ask, permission: Permission) => `${request === app.request} ${permission}`
const keysFor = (request: Ask, permission: Permission) => {
  const found = keys.get(keyName(request, permission))
  assert.ok(found)
  return found
}

let app: App
let ungated: App
let document: Document
before(async () => {
  app = await testApp({ env: whatsappEnv })
  // Whatever the verbs do not refuse by themselves is let through here.
  ungated = await changedApp((spec) => (spec.can === 'public' ? spec : { ...spec, can: 'signed-in' }), {
    META_GRAPH_URL: whatsappEnv.META_GRAPH_URL,
  })
  document = await documentOf(app.request)
  for (const permission of allPermissions) {
    const others = allPermissions.filter((other) => other !== permission)
    for (const { request } of [app, ungated])
      keys.set(keyName(request, permission), {
        only: await keyWith(request, [permission]),
        allBut: await keyWith(request, others),
      })
  }
})
after(async () => {
  await app?.close()
  await ungated?.close()
})

/** A body that no route takes is looked at only after the gate, and keeps what is let through from doing anything. */
async function ask(
  request: Ask,
  route: (typeof routes)[number],
  caller: Caller,
  sent: AskOptions,
): Promise<Outcome> {
  const {
    status,
    text,
    body: problem,
  } = await request<{ code?: string }>(route.method, addressOf(route), { ...sent, ...caller })
  assert.ok(status !== 429 && status < 500, `${nameOf(route)} answered ${status} ${text}`)
  if (status === 401) return 'unknown'
  // That something is for people only is another matter than who may do it.
  return status === 403 && problem?.code !== 'people_only' ? 'refused' : 'let through'
}

const noise = (route: (typeof routes)[number]): AskOptions =>
  route.body === undefined ? {} : { body: ['nothing that anybody takes'] }
function whatItTakes(route: (typeof routes)[number]): AskOptions {
  if (route.spec.accepts === 'file') return { file: new File(['Até amanhã'], 'recado.txt') }
  return route.body === undefined ? {} : { body: exampleBody(document, route) }
}
const guarded = routes.flatMap((route) => {
  const { gate } = route
  return gate === 'public' || gate === 'signed-in' ? [] : [{ route, permission: gate }]
})
const named = (gate: 'public' | 'signed-in') => routes.filter((route) => route.gate === gate).map(nameOf)

test('every route names a permission, but for those that are known to be open', () => {
  assert.deepEqual(named('public').sort(), [...open.public, ...open.signed].sort())
  assert.deepEqual(named('signed-in').sort(), [...open['signed-in']].sort())
  assert.ok(guarded.length > 70)
})

test('nothing is served that this does not walk', () => {
  const walked = new Set(
    routes.map((route) => `${route.method} ${addressOf({ path: route.path.replace(/:(\w+)/g, '{$1}') })}`),
  )
  const own = ['GET /api/health', 'GET /api/openapi.json', 'GET /health', 'GET /metrics']
  const served = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(served.filter((route) => !walked.has(route)).sort(), own)
})

for (const { route, permission } of guarded) {
  test(`${nameOf(route)} is for who has ${permission}`, async () => {
    const sent = noise(route)
    assert.equal(await ask(app.request, route, {}, sent), 'unknown', 'nobody in particular')
    for (const [name, role] of [
      ['ana', 'admin'],
      ['marcos', 'manager'],
      ['luisa', 'agent'],
    ] as const) {
      const expected = permissionsOf(role).includes(permission) ? 'let through' : 'refused'
      assert.equal(await ask(app.request, route, { as: name }, sent), expected, role)
    }
    const { only, allBut } = keysFor(app.request, permission)
    assert.equal(
      await ask(app.request, route, { headers: allBut }, sent),
      'refused',
      'a key with all other scopes',
    )
    assert.equal(
      await ask(app.request, route, { headers: only }, sent),
      'let through',
      'a key with this scope only',
    )
  })

  test(`the verb behind ${nameOf(route)} asks for ${permission} by itself`, async () => {
    const sent = whatItTakes(route)
    assert.ok(
      route.body === undefined || route.body.safeParse(sent.body).success,
      'the example is not a valid body',
    )
    const { only, allBut } = keysFor(ungated.request, permission)
    const lacking: Caller[] = [{ headers: allBut }]
    if (!permissionsOf('agent').includes(permission)) lacking.push({ as: 'luisa' })
    if (!permissionsOf('manager').includes(permission)) lacking.push({ as: 'marcos' })
    for (const caller of lacking)
      assert.equal(
        await ask(ungated.request, route, caller, sent),
        'refused',
        JSON.stringify(Object.keys(caller)),
      )
    assert.equal(await ask(ungated.request, route, { headers: only }, sent), 'let through')
  })
}

for (const route of routes.filter(({ gate }) => gate === 'signed-in')) {
  test(`${nameOf(route)} is for everybody we know`, async () => {
    const sent = noise(route)
    assert.equal(await ask(app.request, route, {}, sent), 'unknown')
    assert.equal(
      await ask(app.request, route, { headers: { 'x-api-key': 'prosa_made_up' } }, sent),
      'unknown',
    )
    assert.equal(await ask(app.request, route, { as: 'luisa' }, sent), 'let through')
    assert.equal(
      await ask(app.request, route, { headers: keysFor(app.request, 'queues:read').only }, sent),
      'let through',
    )
  })
}

for (const route of routes.filter(isSigned)) {
  test(`${nameOf(route)} is for whom the provider vouches for, whoever asks`, async () => {
    const { refused, taken } = route.method === 'GET' ? handshakes : deliveries()
    const everybody: Caller[] = [
      {},
      { as: 'luisa' },
      { as: 'ana' },
      { headers: keysFor(app.request, 'conversations:reply').only },
    ]
    for (const caller of everybody) {
      for (const { answer, ...attempt } of refused)
        assert.equal((await present(app, route, attempt, caller)).status, answer, JSON.stringify(attempt))
      assert.equal(await messagesIn(app), 0)
    }
    for (const caller of everybody) {
      const { status, text } = await present(app, route, taken, caller)
      assert.deepEqual([status, text], [200, route.method === 'GET' ? '1158201444' : ''])
    }
    // The same one from four callers is one.
    assert.equal(await messagesIn(app), route.method === 'GET' ? 0 : 1)
    await app.database.pool.query('delete from messages')
  })

  test(`${nameOf(route)} is for nobody where no secret is configured`, async () => {
    const { refused, taken } = route.method === 'GET' ? handshakes : deliveries()
    for (const { answer, ...attempt } of refused)
      assert.equal((await present(ungated, route, attempt)).status, answer, JSON.stringify(attempt))
    assert.equal((await present(ungated, route, taken)).status, refused[0]?.answer)
    assert.equal(await messagesIn(ungated), 0)
  })
}

type Presented = { query?: Record<string, string>; body?: unknown; signature?: string }
type Attempts = { refused: (Presented & { answer: 401 | 403 })[]; taken: Presented }

const handshake = (more: Record<string, string>) => ({
  query: { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', ...more },
})
const word = whatsappEnv.WEBHOOK_VERIFY_TOKEN
const handshakes: Attempts = {
  refused: [
    {},
    handshake({}),
    handshake({ 'hub.verify_token': '' }),
    handshake({ 'hub.verify_token': word.slice(1) }),
    handshake({ 'hub.verify_token': word.toUpperCase() }),
    handshake({ 'hub.verify_token': word, 'hub.mode': 'unsubscribe' }),
  ].map((presented) => ({ ...presented, answer: 403 })),
  taken: handshake({ 'hub.verify_token': word }),
}

function deliveries(): Attempts {
  const body = envelope({ messages: [textFrom('5511987650042', 'Oi')] })
  const [raw, another] = [JSON.stringify(body), JSON.stringify({ ...body, entry: [] })]
  const signatures = [undefined, '', 'sha256=', sign(raw, 'another'), sign(raw, ' '), sign(another), sign('')]
  return {
    refused: signatures.map((signature) => ({
      body,
      ...(signature !== undefined && { signature }),
      answer: 401,
    })),
    taken: { body, signature: sign(raw) },
  }
}

function present(
  { request }: App,
  route: (typeof routes)[number],
  { query = {}, body, signature }: Presented,
  caller: Caller = {},
) {
  const headers = { ...caller.headers, ...(signature !== undefined && { 'x-hub-signature-256': signature }) }
  const sent = { ...caller, headers, ...(body !== undefined && { body }) }
  return request(route.method, `${addressOf(route)}?${new URLSearchParams(query)}`, sent)
}

async function messagesIn({ database }: App): Promise<number> {
  return (await database.pool.query('select id from messages')).rows.length
}

// Last, because one of them signs out.
for (const route of routes.filter((route) => route.gate === 'public' && !isSigned(route))) {
  test(`${nameOf(route)} is for everybody`, async () => {
    for (const caller of [{}, { as: 'luisa' }] as const)
      assert.equal(await ask(app.request, route, caller, noise(route)), 'let through')
  })
}
