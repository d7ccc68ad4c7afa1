import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { Problem } from '#contract/common.ts'
import { statusOf } from '#platform/http/openapi/describe.ts'
import {
  addressOf,
  type Document,
  documentOf,
  exampleBody,
  type Ids,
  nameOf,
  type Operation,
  operationOf,
  routes,
} from '#test/api.ts'
import { type App, testApp } from '#test/app.ts'
import { changedApp } from '#test/changed-app.ts'
import type { AskOptions, Reply } from '#test/http.ts'
import { davisTalk } from './other-peoples-objects/inbox.ts'
import { env, linesOf } from './other-peoples-objects/index.ts'

let app: App
let chatty: App
let document: Document
before(async () => {
  app = await testApp({ env })
  // As if every verb answered with more than the route has declared.
  chatty = await changedApp(
    (spec) => ({ ...spec, run: async (ctx, input) => withMore(await spec.run(ctx, input)) }),
    env,
  )
  document = await documentOf(app.request)
})
after(async () => {
  await app?.close()
  await chatty?.close()
})

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  )

test('it is OpenAPI 3.1, and says it to anybody', async () => {
  assert.match(document.openapi, /^3\.1\.\d$/)
  assert.ok(operations().length >= routes.length)
  for (const route of routes) assert.ok(operationOf(document, route), `${nameOf(route)} is not documented`)
})

test('every reference leads somewhere', () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref)
  assert.ok(refs.length > 50)
  for (const ref of new Set(refs)) {
    assert.match(ref, /^#\//)
    const found = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
    assert.ok(found, `${ref} leads nowhere`)
  }
})

test('every operation has a name of its own, and every parameter of a path is described', () => {
  const ids = operations().map(({ operation }) => operation.operationId)
  assert.ok(ids.every(Boolean))
  assert.equal(new Set(ids).size, ids.length)
  const described = z.looseObject({
    parameters: z.array(z.looseObject({ in: z.string().optional(), name: z.string().optional() })),
  })
  for (const { name, path, operation } of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
    if (inPath.length === 0) continue
    const parameters = described.parse(operation).parameters.filter((parameter) => parameter.in === 'path')
    assert.deepEqual(
      parameters.map((parameter) => parameter.name),
      inPath,
      name,
    )
  }
})

test('every operation says what it does, who may call it, and shows what goes in, comes out and goes wrong', () => {
  const schemes = Object.keys(document.components.securitySchemes ?? {})
  for (const { name, operation } of operations()) {
    const { summary, tags, security, requestBody } = operation
    assert.match(summary, /^[A-Z].{3,}[^.]$/, name)
    assert.equal(tags.length, 1, name)
    assert.ok(Array.isArray(security), name)
    const used = security.flatMap((requirement) => Object.keys(Object(requirement)))
    assert.ok(
      used.every((scheme) => schemes.includes(scheme)),
      name,
    )
    assertExamples(name, requestBody?.content)
    assertReplies(name, operation)
  }
})

function assertReplies(name: string, { responses }: Operation) {
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  assert.equal(good.length, 1, `${name} has one good reply`)
  for (const [status, { content = {} }] of good) {
    assert.equal(Object.keys(content).length === 0, silent().has(name), `${name} ${status}`)
    assertExamples(name, content)
  }
  assert.ok(responses['500']?.$ref, `${name} says nothing of what goes wrong`)
}

/** Nothing of a file can be shown. */
function assertExamples(name: string, content: Record<string, { example?: unknown }> = {}) {
  for (const [type, { example }] of Object.entries(content))
    assert.equal(example !== undefined, /json|^text\/|urlencoded/.test(type), `${name} ${type}`)
}

const nameIn = (route: Route) => `${route.method} /api${route.path.replace(/:(\w+)/g, '{$1}')}`
const silent = () => new Set(routes.filter(({ spec }) => spec.reply instanceof z.ZodVoid).map(nameIn))

test('what goes in and out as bytes is described as bytes', () => {
  const contentOf = (route: Route) => {
    const { requestBody, responses } = operationOf(document, route) ?? {}
    return { taken: requestBody?.content ?? {}, given: responses?.[statusOf(route)]?.content ?? {} }
  }
  const taking = (how: string) => routes.filter(({ spec }) => spec.accepts === how)
  assert.deepEqual(taking('file').map(nameOf), ['POST /media'])
  assert.ok(taking('raw').length > 0)
  const anyBytes = (type: string) => ({ type: 'string', contentMediaType: type })
  for (const route of taking('file'))
    assert.deepEqual(contentOf(route).taken, {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['file'],
          properties: { file: anyBytes('application/octet-stream') },
        },
      },
    })
  for (const route of taking('raw')) {
    const { 'application/json': json, ...others } = contentOf(route).taken
    assert.deepEqual([json?.schema, others], [{ type: 'object', additionalProperties: true }, {}])
    assert.ok(operationOf(document, route)?.responses['401'], `${nameOf(route)} may not be signed`)
    assert.equal(operationOf(document, route)?.responses['415'], undefined)
  }
  for (const route of routes.filter(({ spec }) => spec.produces)) {
    const { given } = contentOf(route)
    assert.deepEqual(Object.keys(given), route.spec.produces, nameOf(route))
    for (const [type, { schema }] of Object.entries(given))
      if (!/json|^text\//.test(type)) assert.deepEqual(schema, anyBytes(type), nameOf(route))
  }
})

test('the examples are what the routes take, and what they answer', () => {
  const problems: string[] = []
  for (const route of routes) {
    const said = (part: string, schema: z.ZodType, value: unknown) => {
      const { error } = schema.safeParse(value)
      if (error) problems.push(`${nameOf(route)} ${part}: ${z.prettifyError(error)}`)
    }
    if (route.body) said('body', route.body, exampleBody(document, route))
    const reply = Object.entries(operationOf(document, route)?.responses ?? {}).find(([status]) =>
      status.startsWith('2'),
    )
    const example = reply?.[1].content?.['application/json']?.example
    if (example !== undefined && !route.spec.produces) said('reply', route.spec.reply, example)
  }
  assert.deepEqual(problems, [])
})

type Route = (typeof routes)[number]
type Call = { name: string; with?: (app: App) => AskOptions | Promise<AskOptions> }
type Answered = Reply<unknown> & { route: Route }

/** What is made and changed without an id, where the example alone would not do. */
const writes: readonly Call[] = [
  { name: 'POST /operators', with: () => ({ body: { name: 'Rui Paz', email: 'rui@clinica.com.br' } }) },
  { name: 'POST /api-keys' },
  { name: 'PATCH /me' },
  { name: 'PUT /me/presence' },
  { name: 'PUT /settings/audit' },
  { name: 'PUT /settings/inbox' },
  { name: 'POST /contacts' },
  { name: 'POST /users', with: () => ({ body: { name: 'Rita Paz' } }) },
  { name: 'POST /conversations', with: async (app) => ({ body: await newConversation(app) }) },
  { name: 'POST /tabulations' },
  { name: 'POST /media', with: () => ({ file: new File(['Até amanhã'], 'recado.txt') }) },
  { name: 'POST /webhooks/endpoints' },
  { name: 'POST /queues/dead-letters/retry' },
]

async function newConversation(app: App) {
  const { numberId } = await davisTalk(app)
  const { body } = await app.as('ana')('POST', '/api/contacts', {
    body: { name: 'Zoé', phone: '11 3322-1144' },
  })
  return { contactId: body.id, numberId }
}

const json = routes.filter(({ spec }) => !spec.produces)
const reads = json.filter(({ method, path }) => method === 'GET' && !path.includes(':'))

async function send(app: App, route: Route, options: AskOptions, ids?: Ids): Promise<Answered> {
  const given = route.body === undefined ? {} : { body: exampleBody(document, route) }
  const answer = await app.request<unknown>(route.method, addressOf(route, ids), {
    as: 'ana',
    ...given,
    ...options,
  })
  assert.ok(
    answer.status >= 200 && answer.status < 300,
    `${nameOf(route)} answered ${answer.status} ${answer.text}`,
  )
  return { route, ...answer }
}

/** Whatever has an id is asked for with the id of something; lists last, when there is something in them. */
async function callAll(app: App): Promise<Answered[]> {
  const answers: Answered[] = []
  const lines = linesOf(app)
  for (const [name, { object, body, may = 'ana', answers: refused }] of Object.entries(lines)) {
    const route = json.find((route) => nameOf(route) === name)
    if (!route || refused) continue
    const ids = await object()
    answers.push(await send(app, route, { as: may, ...(body && { body: await body(ids) }) }, ids))
  }
  for (const { name, with: given } of writes) {
    const route = json.find((route) => nameOf(route) === name)
    assert.ok(route, `there is no ${name}`)
    answers.push(await send(app, route, (await given?.(app)) ?? {}))
  }
  // Of these the ones that there were have gone.
  await lines['DELETE /parked-items/:id']?.object()
  await app.database.pool.query("select graphile_worker.add_job('test.dead', '{}', max_attempts => 1)")
  await app.database.pool.query(
    'update graphile_worker._private_jobs set attempts = max_attempts where max_attempts = 1',
  )
  for (const route of reads) answers.push(await send(app, route, {}))
  return answers
}

test('what is answered is what was declared: nothing missing, nothing more', async () => {
  const answers = await callAll(app)
  assert.ok(answers.length > 70)
  for (const { route, body, text, status } of answers) {
    assert.equal(status, statusOf(route), nameOf(route))
    if (route.spec.reply instanceof z.ZodVoid) assert.equal(text, '', nameOf(route))
    else assert.deepEqual(route.spec.reply.parse(body), body, nameOf(route))
    const { success, data: list } = z.object({ data: z.array(z.unknown()) }).safeParse(body)
    if (success) assert.ok(list.data.length > 0, `${nameOf(route)} is empty, and shows nothing`)
  }
})

test('what a verb answers beyond that does not leave', async () => {
  const answers = await callAll(chatty)
  for (const { route, text } of answers) assert.doesNotMatch(text, /must not leave/, nameOf(route))
})

test('what goes wrong is answered as a problem', async () => {
  const { ana, luisa } = app.people
  for (const [status, answer] of [
    [401, await app.request<unknown>('GET', '/api/me')],
    [403, await app.as('luisa')<unknown>('GET', '/api/audit')],
    [404, await app.as('ana')<unknown>('GET', '/api/nothing')],
    [409, await app.as('ana')<unknown>('DELETE', `/api/operators/${ana.id}`)],
    [
      422,
      await app.as('ana')<unknown>('PUT', `/api/operators/${luisa.id}`, { body: { capacity: -1, name: '' } }),
    ],
  ] as const) {
    assert.equal(answer.status, status)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
    const problem = Problem.parse(answer.body)
    assert.deepEqual(problem, answer.body)
    assert.equal(problem.status, status)
    if (status === 422)
      assert.deepEqual(problem.errors?.map(({ pointer }) => pointer).sort(), ['/capacity', '/name'])
  }
})

function withMore(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(withMore)
  const entries = Object.entries(value).map(([key, part]) => [
    key,
    Array.isArray(part) ? withMore(part) : part,
  ])
  return { ...Object.fromEntries(entries), undeclared: 'must not leave' }
}
