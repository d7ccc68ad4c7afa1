import type { Permission } from '#contract/permissions.ts'
import { collectRoutes, type RouteRecord } from '#platform/http/route-record.ts'
import { features } from '../../server/features.ts'
import type { Ask } from './http.ts'

export const routes: readonly RouteRecord[] = collectRoutes(features)
export const nameOf = ({ method, path }: Pick<RouteRecord, 'method' | 'path'>) => `${method} ${path}`
export const nobody = '019aa0c4-5b1e-7c3a-9d52-0d6f4a1b2c3d'

/** The id of something, or by name all those that lead to it. */
export type Ids = string | Record<string, string>

/** The address of a route, its parameters filled in; by default with ids of nothing that exists. */
export const addressOf = ({ path }: Pick<RouteRecord, 'path'>, ids: Ids = nobody) =>
  `/api${path.replace(/:(\w+)/g, (_, name: string) => (typeof ids === 'string' ? ids : (ids[name] ?? nobody)))}`

type Content = Record<string, { schema?: unknown; example?: unknown }>
export type Operation = {
  operationId: string
  summary: string
  tags: string[]
  security: unknown[]
  requestBody?: { content: Content }
  responses: Record<string, { $ref?: string; content?: Content }>
}
export type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, unknown>>
}

export const documentOf = async (request: Ask) => (await request<Document>('GET', '/api/openapi.json')).body

export const operationOf = ({ paths }: Document, { method, path }: RouteRecord): Operation | undefined =>
  paths[`/api${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]

/** What the documentation shows as a body: something that the route takes. */
export function exampleBody(document: Document, route: RouteRecord): unknown {
  return operationOf(document, route)?.requestBody?.content['application/json']?.example
}

/** Makes an API key with these permissions; what it answers are the headers that use it. */
export async function keyWith(request: Ask, scopes: readonly Permission[]): Promise<Record<string, string>> {
  const body = { name: 'test', scopes }
  const {
    status,
    text,
    body: made,
  } = await request<{ key: string }>('POST', '/api/api-keys', { as: 'ana', body })
  if (status !== 201) throw new Error(`no API key was made: ${status} ${text}`)
  return { 'x-api-key': made.key }
}
