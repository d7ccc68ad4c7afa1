import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import type { Admit } from '#platform/http/admission.ts'
import { answerOnce, idempotencyOf } from '#platform/http/idempotency.ts'
import { limits } from '#platform/http/limits.ts'
import { describeRoute } from '#platform/http/openapi/describe.ts'
import { readRawBodies } from '#platform/http/raw-bodies.ts'
import type { RouteRecord } from '#platform/http/route-record.ts'
import { replySerializer } from '#platform/http/validation.ts'

export type Served = {
  record: RouteRecord
  /** The first of these prefixes is the one that is documented. */
  under: readonly string[]
  admit: Admit
  /** Answered also when there is too much to do, or nobody would learn of it. */
  watched: boolean
}

export async function serveRoutes(app: FastifyInstance, routes: readonly Served[]): Promise<void> {
  const taking = (what: 'json' | 'form' | 'raw' | 'file') =>
    routes.filter(({ record }) => (record.spec.accepts ?? 'json') === what)
  for (const route of taking('json')) serve(app, route)
  // Apart, because a page of another site can send a form without asking: only who asked for forms gets them.
  await app.register(async (forms) => {
    await forms.register(formbody)
    for (const route of taking('form')) serve(forms, route)
  })
  await app.register(async (files) => {
    await files.register(multipart, { limits: limits.multipart })
    for (const route of taking('file')) serve(files, route)
  })
  // For what is signed: the bytes as they came.
  await app.register(async (raw) => {
    readRawBodies(raw)
    for (const route of taking('raw')) serve(raw, route)
  })
}

function serve(app: FastifyInstance, { record, under, admit, watched }: Served): void {
  const { method, path, spec } = record
  const handler = answering(record)
  for (const [index, prefix] of under.entries())
    app.route({
      method,
      url: prefix + path,
      bodyLimit: spec.bodyLimit ?? limits.bodyBytes,
      config: { label: under[0] + path, watched, ...(watched && { pressureHandler: () => undefined }) },
      schema: describeRoute(record, { shown: index === 0 }),
      onRequest: admit,
      handler,
    })
}

function answering(record: RouteRecord): RouteHandlerMethod {
  const { spec, method, path } = record
  if (spec.produces) return (request, reply) => answerRaw(record, request, reply)
  const silent = spec.reply instanceof z.ZodVoid
  const status = spec.status ?? (silent ? 204 : 200)
  const toJson = replySerializer(spec.reply, `${method} ${path}`)
  const answer = async (ctx: Ctx, request: FastifyRequest, reply: FastifyReply) => {
    reply.code(status)
    const value = await spec.run(ctx, inputOf(request, reply))
    return { status: reply.statusCode, body: silent ? null : toJson(value) }
  }
  return async (request, reply) => {
    const once = idempotencyOf(record, request)
    const { body } = once
      ? await answerOnce(request.ctx, once, reply, (ctx) => answer(ctx, request, reply))
      : await answer(request.ctx, request, reply)
    if (body !== null) reply.type('application/json; charset=utf-8')
    return body ?? undefined
  }
}

async function answerRaw(
  { spec }: RouteRecord,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  reply.code(spec.status ?? 200)
  const value = await spec.run(request.ctx, inputOf(request, reply))
  if (!reply.hasHeader('content-type')) reply.type(spec.produces?.[0] ?? 'application/octet-stream')
  return value
}

const inputOf = (request: FastifyRequest, reply: FastifyReply) => ({
  params: request.params,
  query: request.query,
  body: request.body,
  request,
  reply,
})
