import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { Problem } from '#contract/common.ts'
import {
  addressOf,
  type Document,
  documentOf,
  exampleBody,
  nameOf,
  type Operation,
  operationOf,
  routes,
} from '#test/api.ts'
import { type App, testApp } from '#test/app.ts'
import { type ChangedApp, changedApp } from '#test/changed-app.ts'
import type { Ask } from '#test/http.ts'

let app: App
let chatty: ChangedApp
let document: Document
before(async () => {
  app = await testApp()
  // As if every verb answered with more than the route has declared.
  chatty = await changedApp((spec) => ({
    ...spec,
    run: async (ctx, input) => withMore(await spec.run(ctx, input)),
  }))
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
    for (const { example } of Object.values(requestBody?.content ?? {}))
      assert.notEqual(example, undefined, name)
    assertReplies(name, operation)
  }
})

function assertReplies(name: string, { responses }: Operation) {
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  assert.equal(good.length, 1, `${name} has one good reply`)
  for (const [status, { content = {} }] of good) {
    assert.equal(Object.keys(content).length === 0, status === '204', `${name} ${status}`)
    for (const { example } of Object.values(content))
      assert.notEqual(example, undefined, `${name} shows no reply`)
  }
  assert.ok(responses['500']?.$ref, `${name} says nothing of what goes wrong`)
}

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

type Write = { name: string; of?: 'person' | 'operator'; but?: object }
/** What is asked for below, besides all that can be read: with the example as a body, but for what must differ. */
const writes: readonly Write[] = [
  { name: 'POST /operators', but: { email: 'rui@clinica.com.br', password: undefined } },
  { name: 'PUT /operators/:id', of: 'operator', but: { email: 'rui.paz@clinica.com.br' } },
  { name: 'POST /operators/:id/invitation', of: 'operator' },
  { name: 'POST /operators/:id/password-reset', of: 'person' },
  { name: 'GET /operators/:id', of: 'operator' },
  { name: 'POST /api-keys' },
  { name: 'PATCH /me' },
  { name: 'PUT /me/presence' },
  { name: 'PUT /settings/audit' },
  { name: 'POST /queues/dead-letters/retry' },
]
const reads = routes.filter(
  ({ method, path, spec }) => method === 'GET' && !path.includes(':') && !spec.produces,
)

async function call(request: Ask, { name, but = {} }: Write, id?: string) {
  const route = routes.find((route) => nameOf(route) === name)
  assert.ok(route, `there is no ${name}`)
  const body = route.body === undefined ? {} : { body: { ...Object(exampleBody(document, route)), ...but } }
  const answer = await request<unknown>(route.method, addressOf(route, id), { as: 'ana', ...body })
  assert.ok(answer.status >= 200 && answer.status < 300, `${name} answered ${answer.status} ${answer.text}`)
  return { route, ...answer }
}

async function callAll(request: Ask, person: string) {
  const answers = []
  let operator = ''
  for (const write of writes) {
    const answer = await call(request, write, write.of && { person, operator }[write.of])
    answers.push(answer)
    if (write.name === 'POST /operators') operator = z.object({ id: z.string() }).parse(answer.body).id
  }
  for (const route of reads) answers.push(await call(request, { name: nameOf(route) }))
  return answers
}

test('what is answered is what was declared: nothing missing, nothing more', async () => {
  const answers = await callAll(app.request, app.people.davi.id)
  assert.ok(answers.length > 15)
  for (const { route, body, text, status } of answers) {
    const expected = route.spec.status ?? (route.spec.reply instanceof z.ZodVoid ? 204 : 200)
    assert.equal(status, expected, nameOf(route))
    if (status === 204) assert.equal(text, '', nameOf(route))
    else assert.deepEqual(route.spec.reply.parse(body), body, nameOf(route))
  }
})

test('what a verb answers beyond that does not leave', async () => {
  const answers = await callAll(chatty.request, chatty.people.davi.id)
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
  return { ...Object.fromEntries(entries), secret: 'must not leave' }
}
