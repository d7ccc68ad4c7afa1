import { isIP } from 'node:net'
import { type FieldError, invalid } from '#platform/errors.ts'
import { isPublic } from '#platform/outbound/addresses.ts'
import { allowedBy } from '#platform/outbound/allowances.ts'

/**
 * Tells early what the way out would refuse each time. What a name leads to is looked at when it is connected to,
 * not here: it may be another address by then.
 */
export function assertReceivable(address: string, outboundAllow: string[]): void {
  const wrong = whatIsWrong(address, outboundAllow)
  if (wrong) throw invalid([{ pointer: '/url', ...wrong }])
}

function whatIsWrong(address: string, outboundAllow: string[]): Omit<FieldError, 'pointer'> | null {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol))
    return { code: 'invalid_format', message: 'This is not an https:// address.' }
  if (url.username || url.password)
    return { code: 'credentials', message: 'An address with a user or a password in it is not asked.' }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isConfigured(url, host, outboundAllow)) return null
  if (isIP(host) && !isPublic(host))
    return { code: 'private_address', message: 'Private addresses must be named in OUTBOUND_ALLOW.' }
  if (url.protocol === 'http:')
    return { code: 'https_needed', message: 'Use https, or name the host in OUTBOUND_ALLOW.' }
  return null
}

function isConfigured({ port, protocol }: URL, host: string, outboundAllow: string[]): boolean {
  const usual = protocol === 'https:' ? 443 : 80
  // A name that was not looked up is in no range: 0.0.0.0 stands for it.
  const address = isIP(host) ? host : '0.0.0.0'
  return allowedBy(outboundAllow)({ host, port: Number(port) || usual, address })
}
