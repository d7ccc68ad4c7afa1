import type { Config } from '#platform/config.ts'

type Address = Pick<Config, 'publicUrl' | 'port'>

/**
 * On https the prefix makes browsers refuse the cookie from anybody but this host. On plain http the port is part
 * of the name, because cookies do not know ports and two instances on one machine would sign each other out.
 */
export function cookieName(config: Address): string {
  return isSecure(config) ? '__Host-prosa_session' : `prosa_session_${portOf(config)}`
}

export const sessionCookie = (config: Address, token: string, maxAgeSeconds: number): string =>
  setCookie(config, token, maxAgeSeconds)

export const clearedCookie = (config: Address): string => setCookie(config, '', 0)

// Written out: tokens need no escaping, and @fastify/cookie serializes nothing before its plugin is registered.
const setCookie = (config: Address, token: string, maxAgeSeconds: number): string =>
  [
    `${cookieName(config)}=${token}`,
    `Max-Age=${maxAgeSeconds}`,
    'Path=/',
    'HttpOnly',
    ...(isSecure(config) ? ['Secure'] : []),
    'SameSite=Lax',
  ].join('; ')

const isSecure = ({ publicUrl }: Address): boolean => publicUrl?.startsWith('https:') ?? false
const portOf = ({ publicUrl, port }: Address): string =>
  publicUrl ? new URL(publicUrl).port || '80' : String(port)
