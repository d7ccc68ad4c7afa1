import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allPermissions, type Permission, permissionsOf } from '#contract/permissions.ts'
import { addressOf, type Document, documentOf, exampleBody, keyWith, nameOf, routes } from '#test/api.ts'
import { type App, type PersonName, testApp } from '#test/app.ts'
import { type ChangedApp, changedApp } from '#test/changed-app.ts'
import type { Ask } from '#test/http.ts'

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
  'signed-in': ['GET /me'],
} as const

type Caller = { as?: PersonName; headers?: Record<string, string> }
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
let ungated: ChangedApp
let document: Document
before(async () => {
  app = await testApp()
  // Whatever the verbs do not refuse by themselves is let through here.
  ungated = await changedApp((spec) => (spec.can === 'public' ? spec : { ...spec, can: 'signed-in' }))
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
  body: unknown,
): Promise<Outcome> {
  const given = route.body === undefined ? {} : { body }
  const {
    status,
    text,
    body: problem,
  } = await request<{ code?: string }>(route.method, addressOf(route), { ...given, ...caller })
  assert.ok(status !== 429 && status < 500, `${nameOf(route)} answered ${status} ${text}`)
  if (status === 401) return 'unknown'
  // That something is for people only is another matter than who may do it.
  return status === 403 && problem?.code !== 'people_only' ? 'refused' : 'let through'
}

const noBody = ['nothing that anybody takes']
const guarded = routes.flatMap((route) => {
  const { gate } = route
  return gate === 'public' || gate === 'signed-in' ? [] : [{ route, permission: gate }]
})
const named = (gate: 'public' | 'signed-in') => routes.filter((route) => route.gate === gate).map(nameOf)

test('every route names a permission, but for those that are known to be open', () => {
  assert.deepEqual(named('public').sort(), [...open.public].sort())
  assert.deepEqual(named('signed-in').sort(), [...open['signed-in']].sort())
  assert.ok(guarded.length > 20)
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
    assert.equal(await ask(app.request, route, {}, noBody), 'unknown', 'nobody in particular')
    for (const [name, role] of [
      ['ana', 'admin'],
      ['marcos', 'manager'],
      ['luisa', 'agent'],
    ] as const) {
      const expected = permissionsOf(role).includes(permission) ? 'let through' : 'refused'
      assert.equal(await ask(app.request, route, { as: name }, noBody), expected, role)
    }
    const { only, allBut } = keysFor(app.request, permission)
    assert.equal(
      await ask(app.request, route, { headers: allBut }, noBody),
      'refused',
      'a key with all other scopes',
    )
    assert.equal(
      await ask(app.request, route, { headers: only }, noBody),
      'let through',
      'a key with this scope only',
    )
  })

  test(`the verb behind ${nameOf(route)} asks for ${permission} by itself`, async () => {
    const body = exampleBody(document, route)
    assert.ok(
      route.body === undefined || route.body.safeParse(body).success,
      'the example is not a valid body',
    )
    const { only, allBut } = keysFor(ungated.request, permission)
    const lacking: Caller[] = [{ headers: allBut }]
    if (!permissionsOf('agent').includes(permission)) lacking.push({ as: 'luisa' })
    if (!permissionsOf('manager').includes(permission)) lacking.push({ as: 'marcos' })
    for (const caller of lacking)
      assert.equal(
        await ask(ungated.request, route, caller, body),
        'refused',
        JSON.stringify(Object.keys(caller)),
      )
    assert.equal(await ask(ungated.request, route, { headers: only }, body), 'let through')
  })
}

for (const route of routes.filter(({ gate }) => gate === 'signed-in')) {
  test(`${nameOf(route)} is for everybody we know`, async () => {
    assert.equal(await ask(app.request, route, {}, noBody), 'unknown')
    assert.equal(
      await ask(app.request, route, { headers: { 'x-api-key': 'prosa_made_up' } }, noBody),
      'unknown',
    )
    assert.equal(await ask(app.request, route, { as: 'luisa' }, noBody), 'let through')
    assert.equal(
      await ask(app.request, route, { headers: keysFor(app.request, 'queues:read').only }, noBody),
      'let through',
    )
  })
}

// Last, because one of them signs out.
for (const route of routes.filter(({ gate }) => gate === 'public')) {
  test(`${nameOf(route)} is for everybody`, async () => {
    for (const caller of [{}, { as: 'luisa' }] as const)
      assert.equal(await ask(app.request, route, caller, noBody), 'let through')
  })
}
