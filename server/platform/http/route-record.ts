import type { z } from 'zod'
import type { Feature } from '#platform/feature.ts'
import type { Gate, Http, RouteSpec } from '#platform/http/route.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Schema = z.ZodType | undefined
export type AnySpec = RouteSpec<Schema, Schema, Schema, z.ZodType>

/** A route as everybody but its feature sees it: what the server serves, the documentation shows, tests walk. */
export type RouteRecord = {
  method: Method
  /** Without a prefix, parameters by name: `/operators/:id`. */
  path: string
  gate: Gate
  params: Schema
  query: Schema
  body: Schema
  feature: string
  tag: string
  operationId: string
  spec: AnySpec
}

export function collectRoutes(features: readonly Feature[]): RouteRecord[] {
  const records: RouteRecord[] = []
  for (const { name, routes } of features) routes?.(recorder(name, name, (record) => records.push(record)))
  return records
}

export function recorder(feature: string, tag: string, keep: (record: RouteRecord) => void): Http {
  const register =
    (method: Method): Http['get'] =>
    (path, spec) => {
      // `run` is given what the schemas of the same spec have parsed, so nothing is lost by forgetting their types.
      const known = spec as unknown as AnySpec
      const { params, query, body, can: gate } = known
      keep({
        method,
        path,
        gate,
        params,
        query,
        body,
        feature,
        tag,
        operationId: idOf(method, path),
        spec: known,
      })
    }
  return {
    get: register('GET'),
    post: register('POST'),
    put: register('PUT'),
    patch: register('PATCH'),
    delete: register('DELETE'),
    tag: (name) => recorder(feature, name, keep),
  }
}

/** `GET /operators/:id/sessions` is `getOperatorsByIdSessions`. */
function idOf(method: Method, path: string): string {
  const words = path.replaceAll(':', 'by/').split(/[^a-z0-9]+/i)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
