import type { FastifySchema } from 'fastify'
import { z } from 'zod'
import type { RouteRecord } from '#platform/http/route-record.ts'

/** What the documentation of a route is made of; the parts named by Fastify are also what it validates with. */
export type RouteDescription = FastifySchema & {
  hide?: boolean
  operationId?: string
  summary?: string
  description?: string
  tags?: string[]
  consumes?: string[]
  produces?: string[]
  security?: Record<string, string[]>[]
  'x-permission'?: string
}

const anyCredential = [{ session: [] }, { bearer: [] }, { apiKey: [] }]

/** Both /api and /api/v1 are served with it; `shown` is true for the one that is documented. */
export function describeRoute(record: RouteRecord, { shown }: { shown: boolean }): RouteDescription {
  const { params, query, body, spec } = record
  const schemas = { ...(params && { params }), ...(query && { querystring: query }), ...(body && { body }) }
  if (!shown) return { ...schemas, hide: true }
  return {
    ...schemas,
    operationId: record.operationId,
    summary: spec.summary,
    ...(spec.description !== undefined && { description: spec.description }),
    tags: [record.tag],
    ...(spec.accepts === 'form' && { consumes: ['application/json', 'application/x-www-form-urlencoded'] }),
    ...(spec.produces && { produces: [...spec.produces] }),
    security: record.gate === 'public' ? [] : anyCredential,
    'x-permission': record.gate,
    response: { [statusOf(record)]: replyOf(record) },
  }
}

export const statusOf = ({ spec }: RouteRecord): number => spec.status ?? (isSilent(spec.reply) ? 204 : 200)

const isSilent = (reply: z.ZodType): boolean => reply instanceof z.ZodVoid

function replyOf({ spec }: RouteRecord): z.ZodType {
  // The documentation shows no content for null, and has no way to show what void is.
  if (isSilent(spec.reply)) return z.null().meta({ description: 'Done' })
  return spec.produces ? z.string().meta({ description: 'The content' }) : spec.reply
}
