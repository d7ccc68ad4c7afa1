import ipaddr from 'ipaddr.js'
import { z } from 'zod'

/**
 * A value that arrives as text, or not at all. What `read` cannot make sense of is a problem whose message says what
 * the value should be; the value itself is shown, or not, by whoever reports the problem.
 */
export const kind = <T>(should: string, read: (value: string) => T | undefined) =>
  z
    .string()
    .optional()
    .transform((value, ctx): T | null => {
      if (value === undefined) return null
      const result = read(value)
      if (result !== undefined) return result
      ctx.addIssue(should)
      return z.NEVER
    })

export const anyText = kind('text', (value) => value)
export const textOf = (shortest: number) =>
  kind(`at least ${shortest} characters`, (value) => (value.length >= shortest ? value : undefined))
export const matching = (pattern: RegExp, should: string) =>
  kind(should, (value) => (pattern.test(value) ? value : undefined))

export const wholeNumber = (from: number, to: number) =>
  kind(`a whole number from ${from} to ${to}`, (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
    return number >= from && number <= to ? number : undefined
  })

export const oneOf = <const T extends string>(...values: T[]) =>
  kind(`one of ${values.join(', ')}`, (value) => values.find((known) => known === value.toLowerCase()))

export const onOff = kind('on or off', (value) =>
  /^(on|true|yes|1)$/i.test(value) ? true : /^(off|false|no|0)$/i.test(value) ? false : undefined,
)

/** One or more things between commas; a single bad one spoils the list. */
export const listOf = <T>(should: string, read: (item: string) => T | undefined) =>
  kind(should, (value) => {
    const items = splitList(value).map(read)
    const good = items.filter((item) => item !== undefined)
    return good.length === items.length && good.length > 0 ? good : undefined
  })

export const splitList = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

export const webAddress = kind(
  'an http:// or https:// address without user, password, query or fragment',
  (value) => {
    const url = webUrl(value)
    return url && !url.search && !url.hash ? url.href.replace(/\/+$/, '') : undefined
  },
)

export const originOf = (value: string): string | undefined => {
  const url = webUrl(value)
  return url && url.pathname === '/' && !url.search && !url.hash ? url.origin : undefined
}

function webUrl(value: string): URL | undefined {
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\//i.test(value)) return undefined
  return url.username || url.password ? undefined : url
}

/** A range that a proxy's address may be in, in the words of `proxy-addr`. */
export const proxyRange = (value: string): string | undefined =>
  ['loopback', 'linklocal', 'uniquelocal'].includes(value) ||
  ipaddr.isValid(value) ||
  ipaddr.isValidCIDR(value)
    ? value
    : undefined

export const hostName = kind('a host name or an IP address', (value) =>
  ipaddr.isValid(value) || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(value) ? value : undefined,
)
