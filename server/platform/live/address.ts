import type { IncomingHttpHeaders } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { Config } from '#platform/config.ts'

const named: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/**
 * Where a connection came from, as for requests: the nearest address that is not one of our own proxies. What a proxy
 * passes on counts only when it was named in the configuration.
 */
export function addressOf(
  { trustProxy }: Pick<Config, 'trustProxy'>,
  peer: string,
  headers: IncomingHttpHeaders,
): string {
  const ranges = trustProxy === false ? [] : trustProxy.flatMap((range) => named[range] ?? [range])
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
  const hops = [peer, ...forwarded.map((hop) => hop.trim()).reverse()].filter((hop) => ipaddr.isValid(hop))
  const nearest = hops.find((hop) => !isIn(ranges, hop)) ?? hops.at(-1)
  return nearest === undefined ? '' : ipaddr.process(nearest).toString()
}

function isIn(ranges: readonly string[], address: string): boolean {
  const ip = ipaddr.process(address)
  return ranges.some((range) => {
    const [network, bits] = range.includes('/') ? ipaddr.parseCIDR(range) : [ipaddr.process(range), null]
    if (network.kind() !== ip.kind()) return false
    return ip.match(network, bits ?? (ip.kind() === 'ipv4' ? 32 : 128))
  })
}
