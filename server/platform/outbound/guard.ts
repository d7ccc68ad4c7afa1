import dns from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { isPublic } from './addresses.ts'
import type { Allowed } from './allowances.ts'
import { RefusedAddress } from './error.ts'

const connectTimeout = 10_000
const limits = {
  connections: 64,
  pipelining: 1,
  keepAliveTimeout: 4_000,
  headersTimeout: 120_000,
  bodyTimeout: 120_000,
}

/**
 * Connections that look at the very address they are about to use: a name that is public when it is checked and
 * private when it is connected to gets nowhere.
 */
export const guardedAgent = (allowed: Allowed): Agent =>
  new Agent({ ...limits, connect: guardedConnector(allowed) })

/**
 * For addresses of the configuration. Its connections are its own: nothing guarded can reuse them. Many, because
 * messages go out through it: a thousand a second to a provider that takes 200 ms are 200 at once, and who waits for
 * a connection until the time is up cannot tell whether it was sent.
 */
export const openAgent = (): Agent =>
  new Agent({ ...limits, connections: 512, connect: { timeout: connectTimeout, allowH2: false } })

function guardedConnector(allowed: Allowed): buildConnector.connector {
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '')
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
    const mayReach = (address: string) => isPublic(address) || allowed({ host, port, address })
    // An address instead of a name is never looked up.
    if (isIP(host) && !mayReach(host))
      return process.nextTick(callback, new RefusedAddress('private address'), null)
    const lookup = checkedLookup(mayReach)
    buildConnector({ timeout: connectTimeout, allowH2: false, lookup })(options, callback)
  }
}

const checkedLookup =
  (mayReach: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const good = addresses.filter(({ address }) => mayReach(address))
      const [first] = good
      if (!first) return callback(new RefusedAddress('private address'), [])
      if (options.all) callback(null, good)
      else callback(null, first.address, first.family)
    })
  }
