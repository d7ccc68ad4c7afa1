import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { Id, Nothing, Page, PageQuery, requiredText, Time } from '#contract/common.ts'
import { type complete, operationsOf } from '#platform/http/openapi/complete.ts'
import { exampleOf } from '#platform/http/openapi/examples.ts'
import type { Http } from '#platform/http/route.ts'
import { testServer } from '#platform/http/test-server.ts'

const Thing = z
  .object({
    id: Id,
    name: z.string(),
    kind: z.enum(['big', 'small']),
    parts: z.array(z.object({ n: z.int().min(3) })),
    at: Time.nullable(),
  })
  .meta({ id: 'TestedThing' })
const NewThing = z.discriminatedUnion('type', [
  z.object({ type: z.literal('a'), name: requiredText(20), at: z.iso.date().optional() }),
  z.object({ type: z.literal('b'), values: z.record(z.string(), z.number().max(0)) }),
])

function routes(http: Http): void {
  const things = http.tag('things')
  things.get('/things', {
    can: 'operators:read',
    summary: 'List things',
    query: PageQuery.extend({ kind: z.enum(['big', 'small']).optional().meta({ example: 'big' }) }),
    reply: Page(Thing),
    run: () => ({ data: [], next: null }),
  })
  things.post('/things', {
    can: 'operators:create',
    summary: 'Make a thing',
    body: NewThing,
    status: 201,
    reply: Thing,
    run: () => z.NEVER,
  })
  things.get('/things/:id', {
    can: 'signed-in',
    summary: 'See a thing',
    params: z.object({ id: Id }),
    reply: Thing,
    run: () => z.NEVER,
  })
  things.patch('/things/:id', {
    can: 'signed-in',
    summary: 'Change a thing',
    params: z.object({ id: Id }),
    body: Thing.partial(),
    reply: Thing,
    run: () => z.NEVER,
  })
  things.delete('/things/:id/parts/:partId', {
    can: 'signed-in',
    summary: 'Drop a part',
    reply: Nothing,
    run: () => {},
  })
  http.post('/auth/token', {
    can: 'public',
    summary: 'Get a token',
    accepts: 'form',
    body: z.object({
      username: z.email(),
      password: z.string().min(12).meta({ example: 'correct horse battery' }),
    }),
    reply: z.object({ access_token: z.string() }),
    run: () => z.NEVER,
  })
  http.get('/things.csv', {
    can: 'audit:export',
    summary: 'Export things',
    produces: ['text/csv', 'application/jsonl'],
    reply: z.string(),
    run: () => 'a;b',
  })
}

const server = await testServer({ routes, env: { PUBLIC_URL: 'https://prosa.example' } })
after(() => server.close())
const { json, headers } = await server.ask('GET', '/api/openapi.json')
type Document = Parameters<typeof complete>[0]
const document = json as unknown as Document
type Loose = { [key: string]: Loose }
const loose = json as Loose

test('the document is OpenAPI 3.1 with everything it points to', () => {
  assert.equal(document.openapi, '3.1.0')
  assert.match(headers.get('content-type') ?? '', /^application\/json/)
  assert.ok(document.info.title && document.info.version)
  const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref)
  assert.ok(pointers.length > 0)
  for (const pointer of pointers) {
    const found = pointer
      .replace('#/', '')
      .split('/')
      .reduce<Loose | undefined>((part, name) => part?.[name], loose)
    assert.ok(found, `${pointer} is there`)
  }
  assert.ok(loose.components?.schemas?.TestedThing, 'schemas with a name are components')
  assert.equal(
    loose.components?.schemas?.ProblemInput,
    undefined,
    'and those that nobody points to are left out',
  )
})

test('every route is there, once, under /api', () => {
  const documented = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete']
      .filter((method) => item && method in item)
      .map((method) => `${method.toUpperCase()} ${path}`),
  )
  const served = server.http.routes.map(
    ({ method, path }) => `${method} /api${path.replace(/:([a-zA-Z]+)/g, '{$1}')}`,
  )
  assert.deepEqual([...documented].sort(), [...served, 'GET /health', 'GET /metrics'].sort())
  assert.ok(served.length >= 9)
  assert.deepEqual(
    Object.keys(document.paths ?? {}).filter((path) => path.startsWith('/api/v1')),
    [],
  )
})

test('every operation says what it is, who may, what comes and what can go wrong', () => {
  const operations = operationsOf(document)
  const ids = operations.map(({ operationId }) => operationId)
  assert.equal(new Set(ids).size, ids.length)
  for (const operation of operations) {
    const name = operation.operationId
    assert.ok(name && /^[a-z][A-Za-z0-9]+$/.test(name), name)
    assert.ok(operation.summary && operation.tags?.length === 1 && operation.security, name)
    assert.ok('x-permission' in operation, name)
    const replies = Object.entries(operation.responses ?? {})
    assert.ok(
      replies.some(([status]) => status.startsWith('2')),
      name,
    )
    for (const status of ['429', '500', '503']) assert.ok(operation.responses?.[status], `${name} ${status}`)
    if (operation.security.length > 0)
      assert.ok(operation.responses?.['401'] && operation.responses['403'], name)
    for (const [status, reply] of replies) {
      if (!('content' in reply)) continue
      for (const media of Object.values(reply.content ?? {}))
        assert.notEqual(media.example, undefined, `${name} ${status}`)
    }
    if (operation.requestBody && 'content' in operation.requestBody)
      for (const media of Object.values(operation.requestBody.content))
        assert.notEqual(media.example, undefined, name)
    const parameters = operation.parameters ?? []
    for (const parameter of parameters)
      if ('in' in parameter) assert.ok(parameter.name && parameter.schema, name)
  }
})

test('the gate, the key and the ways in are told', () => {
  const post = loose.paths?.['/api/things']?.post
  assert.equal(post?.['x-permission'], 'operators:create')
  assert.deepEqual(Object.keys(loose.components?.securitySchemes ?? {}), ['session', 'bearer', 'apiKey'])
  assert.equal(loose.components?.securitySchemes?.session?.name, '__Host-prosa_session')
  assert.match(JSON.stringify(post?.parameters), /IdempotencyKey/)
  const token = loose.paths?.['/api/auth/token']?.post
  assert.deepEqual(token?.security, [])
  assert.doesNotMatch(JSON.stringify(token?.parameters ?? []), /IdempotencyKey/)
  assert.deepEqual(Object.keys(Object(token?.requestBody).content), [
    'application/json',
    'application/x-www-form-urlencoded',
  ])
  const csv = loose.paths?.['/api/things.csv']?.get?.responses?.['200']
  assert.deepEqual(Object.keys(Object(csv).content), ['text/csv', 'application/jsonl'])
  const gone = loose.paths?.['/api/things/{id}/parts/{partId}']?.delete
  assert.deepEqual(Object.keys(Object(gone?.responses?.['204'])), ['description'])
  assert.equal(Object(gone?.parameters).length, 2)
})

test('examples pass the schemas that they are examples of', () => {
  const bodies: [string, string, z.ZodType][] = [
    ['/api/things', 'post', NewThing],
    ['/api/things/{id}', 'patch', Thing.partial()],
    ['/api/auth/token', 'post', z.object({ username: z.email(), password: z.string().min(12) })],
  ]
  for (const [path, method, schema] of bodies) {
    const { example } = Object(loose.paths?.[path]?.[method]).requestBody.content['application/json']
    assert.deepEqual(schema.safeParse(example).error, undefined, path)
  }
  const { example } = Object(loose.paths?.['/api/things']?.get).responses['200'].content['application/json']
  assert.deepEqual(Page(Thing).safeParse(example).error, undefined)
  assert.equal(example.data.length, 1)
})

test('a schema that contains itself has an example with an end', () => {
  const components = { Tree: { type: 'object', properties: { next: { $ref: '#/components/schemas/Tree' } } } }
  assert.ok(JSON.stringify(exampleOf({ $ref: '#/components/schemas/Tree' }, components)).length < 500)
})

test('what may be left out is not filled in by the page', () => {
  const parameters = Object(loose.paths?.['/api/things']?.get).parameters
  const kind = parameters.find(({ name }: { name: string }) => name === 'kind')
  assert.deepEqual([kind.required ?? false, kind.example, kind.schema.example], [false, undefined, undefined])
  assert.deepEqual(kind.schema.enum, ['big', 'small'])
  assert.equal(Object(loose.components?.parameters?.IdempotencyKey).example, undefined)
})

test('paths and tags come in the order of registration, our own at the end', () => {
  const paths = Object.keys(document.paths ?? {}).filter((path) => path.startsWith('/api/'))
  const expected = server.http.routes.map(({ path }) => `/api${path.replace(/:([a-zA-Z]+)/g, '{$1}')}`)
  const last = ['/api/openapi.json', '/api/health']
  const own = (path: string) => last.includes(path)
  assert.deepEqual(paths, [...new Set([...expected.filter((path) => !own(path)), ...last])])
  assert.equal(document.tags?.at(-1)?.name, 'System')
})

test('there is a page to read it on, all of it from here', async () => {
  const page = await server.ask('GET', '/docs')
  assert.equal(page.status, 200)
  assert.match(page.headers.get('content-security-policy') ?? '', /script-src 'self';/)
  const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
  assert.ok(addresses.length >= 5)
  for (const address of addresses) assert.equal((await server.ask('GET', address)).status, 200, address)
  assert.doesNotMatch(page.text, /<script>|onload=|style=/)
  assert.match(page.text, /<title>Prosa API<\/title>/)
  assert.ok(addresses.some((address) => address.endsWith('/favicon.svg')))
  assert.ok(addresses.some((address) => address.endsWith('/page.css')))
  assert.deepEqual((await server.ask('GET', '/docs/json')).json, json)
  const swagger = await server.ask('GET', '/swagger')
  assert.deepEqual([swagger.status, swagger.headers.get('location')], [302, '/docs'])
})
