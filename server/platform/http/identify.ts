import type { IncomingHttpHeaders } from 'node:http'
import { fastifyCookie } from '@fastify/cookie'
import type { Config } from '#platform/config.ts'
import type { Ctx } from '#platform/context.ts'
import { cookieName } from '#platform/http/session-cookie.ts'
import type { Actor } from '#platform/policy.ts'

/** What a caller showed to say who they are. At most one of them is set. */
export type Credentials = { cookie: string | null; bearer: string | null; apiKey: string | null }

/**
 * Who these credentials belong to, or null when they are wrong, over or taken back. Only who asks `to-act` counts as
 * using them: a page that is merely left open must not keep its session alive.
 */
export type Identify = (
  ctx: Ctx,
  credentials: Credentials,
  why?: 'to-act' | 'to-check',
) => Promise<Actor | null>

/**
 * What was sent by intent counts before what a browser adds by itself: a request with a key or a token is never
 * taken for one of the cookie's owner, so no other page can borrow that session by adding a made-up key.
 * `more` is for sockets, which may send `apiKey` and `token` in their handshake; plain requests may not.
 */
export function readCredentials(
  config: Pick<Config, 'publicUrl' | 'port'>,
  headers: IncomingHttpHeaders,
  more: Record<string, unknown> = {},
): Credentials {
  const apiKey = textOf(headers['x-api-key']) ?? textOf(more.apiKey)
  const bearer = bearerOf(headers.authorization) ?? textOf(more.token)
  if (apiKey !== null) return { apiKey, bearer: null, cookie: null }
  if (bearer !== null) return { apiKey: null, bearer, cookie: null }
  return { apiKey: null, bearer: null, cookie: cookieOf(config, headers.cookie) }
}

export const anyOf = ({ cookie, bearer, apiKey }: Credentials): boolean =>
  cookie !== null || bearer !== null || apiKey !== null

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

// Other schemes are not ours: a proxy in front may ask for a password of its own and pass its header on.
const bearerOf = (header: string | undefined): string | null =>
  /^bearer(?: +(.*))?$/i.exec(header ?? '')?.[1] ?? null

const cookieOf = (config: Pick<Config, 'publicUrl' | 'port'>, header: string | undefined): string | null =>
  header === undefined ? null : fastifyCookie.parse(header)[cookieName(config)] || null
