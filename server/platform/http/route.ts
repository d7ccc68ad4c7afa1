import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Permission } from '#contract/permissions.ts'
import type { Ctx } from '#platform/context.ts'

/** `public` asks for nobody; `signed-in` for anybody we know, whatever they may do. */
export type Gate = Permission | 'public' | 'signed-in'

type Parsed<S extends z.ZodType | undefined> = S extends z.ZodType ? z.infer<S> : undefined

export type RouteInput<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
> = { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B>; request: FastifyRequest; reply: FastifyReply }

export type RouteSpec<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType,
> = {
  can: Gate
  /** One line for /docs, in the imperative: "Invite an operator". */
  summary: string
  description?: string
  params?: P
  query?: Q
  body?: B
  /** What the answer looks like; keys that are not in it never leave. `Nothing` answers 204. */
  reply: R
  /** 200 unless said; 201 for what creates. */
  status?: number
  /**
   * Tighter than the general limit, counted per route and caller. `none` is for what a provider sends: it is signed,
   * comes from few addresses, and turning it away would lose messages.
   */
  limit?: { max: number; perSeconds: number } | 'none'
  bodyLimit?: number
  /**
   * `form` also accepts application/x-www-form-urlencoded; `raw` anything: `request.body` is then a Buffer; `file`
   * multipart/form-data with one file, which is read as it arrives: `request.file()`.
   */
  accepts?: 'json' | 'form' | 'raw' | 'file'
  /**
   * Another type than JSON, the usual one first: `run` then answers with a stream, a buffer or text that is sent as it
   * is. `reply.type()` picks among several. In `reply`, `z.custom<Readable>()` says as much.
   */
  produces?: readonly string[]
  /** A public route that pages of other sites may call, as the embedded chat does. It must not set cookies. */
  crossSite?: 'allowed'
  run: (ctx: Ctx, input: RouteInput<P, Q, B>) => Promise<z.input<R>> | z.input<R>
}

type Register = <
  R extends z.ZodType,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  path: string,
  spec: RouteSpec<P, Q, B, R>,
) => void

/** What a feature's `routes` receives. A path is written without its prefix: it is served under /api and /api/v1. */
export type Http = {
  get: Register
  post: Register
  put: Register
  patch: Register
  delete: Register
  tag: (name: string) => Http
}
