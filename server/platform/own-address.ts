import type { Config } from '#platform/config.ts'

/**
 * Where this program is found from its own machine. What the terminal prints and what links begin with must be the
 * same: to a browser, localhost and 127.0.0.1 are two places, and a session in one is none in the other.
 */
export const ownAddress = ({ host, port }: Pick<Config, 'host' | 'port'>): string =>
  `http://${shownHost(host)}:${port}`

function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
