import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '#platform/config.ts'
import { DomainError } from '#platform/errors.ts'

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
export const isSafe = (method: string): boolean => safeMethods.has(method)

type Site = Pick<Config, 'publicUrl' | 'corsOrigins'>

/** A browser adds the session's cookie to whatever any page asks for: only our own pages may make it change things. */
export function assertOwnPage(config: Site, headers: IncomingHttpHeaders): void {
  if (!isFromOwnPage(config, headers)) throw crossSite()
}

/** Sent by a page, and not by one of ours. Programs say nothing of pages. */
export const isFromForeignPage = (config: Site, headers: IncomingHttpHeaders): boolean =>
  (headers['sec-fetch-site'] !== undefined || headers.origin !== undefined) && !isFromOwnPage(config, headers)

/**
 * Signing in needs no cookie but brings one, and a person signed in as somebody else by another page would type
 * secrets into the wrong account.
 */
export function assertFriend({ corsOrigins }: Site, { origin }: IncomingHttpHeaders): void {
  if (origin === undefined || !(corsOrigins.includes(origin) || corsOrigins.includes('*'))) throw crossSite()
}

const crossSite = () =>
  new DomainError(
    403,
    'cross_site',
    'This request came from a page of another site. Use an API key or a token.',
  )

function isFromOwnPage({ publicUrl }: Site, headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = originOf(headers.origin)
  if (!origin) return false
  // Behind a proxy that ends TLS we see http: the host decides, or the address that we were told.
  return origin.host === headers.host || (publicUrl !== null && origin.origin === new URL(publicUrl).origin)
}

const originOf = (origin: string | undefined): URL | null => (origin === undefined ? null : URL.parse(origin))
