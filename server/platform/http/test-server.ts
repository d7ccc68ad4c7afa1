import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { Problem } from '#contract/common.ts'
import type { Deps } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import { createHttp, type HttpServer, type Identify, type RateLimits } from '#platform/http/index.ts'
import type { Http } from '#platform/http/route.ts'
import { type Actor, person } from '#platform/policy.ts'
import { type TestDeps, testDeps } from '#test/deps.ts'

type Options = {
  routes?: (http: Http) => void
  feature?: Partial<Feature>
  rate?: Partial<RateLimits>
  env?: Record<string, string>
  deps?: Partial<Deps>
  webDist?: string
}

export type Answer = { status: number; headers: Headers; text: string; json: Record<string, unknown> }
export type Ask = (method: string, path: string, init?: RequestInit & { json?: unknown }) => Promise<Answer>
export type TestServer = TestDeps & { http: HttpServer; url: string; ask: Ask; as: (name: Name) => Ask }

const actors = {
  ana: person({ id: '019aa0c4-5b1e-7c3a-9d52-000000000001', name: 'Ana', role: 'admin' }),
  luisa: person({ id: '019aa0c4-5b1e-7c3a-9d52-000000000002', name: 'Luísa', role: 'agent' }),
} satisfies Record<string, Actor>
type Name = keyof typeof actors

/** Everybody's key, token and cookie is their name. */
const identify: Identify = async (_ctx, { apiKey, bearer, cookie }) => {
  const name = apiKey ?? bearer ?? cookie ?? ''
  return name === 'ana' || name === 'luisa' ? actors[name] : null
}

/** The HTTP server with some routes of the test's own, listening on loopback. */
export async function testServer({
  routes,
  feature,
  rate,
  env,
  deps,
  webDist,
}: Options = {}): Promise<TestServer> {
  const around = await testDeps(deps, env)
  const tested: Feature = { name: 'tested', ...(routes && { routes }), ...feature }
  const http = await createHttp({
    deps: around.deps,
    identify,
    features: [tested],
    ...(rate && { rate }),
    ...(webDist !== undefined && { webDist }),
  })
  await http.listen()
  // A server on TCP has an address with a port.
  const { port } = http.app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const close = async () => {
    await http.close()
    await around.close()
  }
  const ask = askerAt(url, {})
  return { ...around, http, url, ask, as: (name) => askerAt(url, { 'x-api-key': name }), close }
}

const askerAt =
  (url: string, always: Record<string, string>): Ask =>
  async (method, path, { json, headers, ...init } = {}) => {
    const body = json === undefined ? init.body : JSON.stringify(json)
    const response = await fetch(url + path, {
      redirect: 'manual',
      ...init,
      method,
      ...(body !== undefined && { body }),
      headers: {
        ...always,
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...plain(headers),
      },
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== ''
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} }
  }

const plain = (headers: RequestInit['headers']): Record<string, string> =>
  Object.fromEntries(new Headers(headers))

/** An answer that says no, in the way every answer here does, and tells nothing of the inside. */
export function assertProblem(answer: Answer, status: number, code: string): z.infer<typeof Problem> {
  assert.equal(answer.status, status, answer.text)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const problem = z.strictObject(Problem.shape).parse(answer.json)
  assert.equal(problem.code, code)
  assert.equal(problem.status, status)
  assert.equal(problem.type, `urn:prosa:problem:${code}`)
  assert.equal(problem.requestId, answer.headers.get('x-request-id') ?? problem.requestId)
  assert.doesNotMatch(answer.text, /node_modules|\.ts:\d|secret recipe|127\.0\.0\.1/)
  return problem
}
