import { randomBytes, randomInt } from 'node:crypto'

/** Ids of Meta are digits; the longest that are also safe as a JSON number have 16. */
export const newNumericId = (length = 15): string =>
  `1${Array.from({ length: length - 1 }, () => randomInt(10)).join('')}`

export const newUserId = (): string => `BR.${newNumericId(20)}`

export const newSecret = (bytes = 16): string => randomBytes(bytes).toString('hex')

export const newAccessToken = (): string =>
  `EAAS${randomBytes(90).toString('base64url').replace(/[-_]/g, 'Z')}`

export const newTraceId = (): string => `A${randomBytes(16).toString('base64url')}`

export const newCustomerId = (): string => `c_${randomBytes(6).toString('hex')}`

/** The same make as the real ones: the other side's number, a direction, and twenty random characters. */
export function newWamid(other: string, direction: 'in' | 'out'): string {
  const who = Buffer.from(other)
  const parts = [
    Buffer.from([0x1c, 0x18, who.length]),
    who,
    Buffer.from([0x15, 0x02, 0x00, direction === 'in' ? 0x12 : 0x11, 0x18, 0x14]),
    Buffer.from(randomBytes(10).toString('hex').toUpperCase()),
    Buffer.from([0x00]),
  ]
  return `wamid.${Buffer.concat(parts).toString('base64')}`
}
