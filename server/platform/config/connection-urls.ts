import { kind } from './kinds.ts'

const withHost = (value: string, protocols: string[]): URL | undefined => {
  const url = URL.parse(value)
  return url && protocols.includes(url.protocol) && url.hostname ? url : undefined
}

/** Parameters of Prisma's own, which a PostgreSQL client does not know. */
const prismaParameters = [
  'schema',
  'connection_limit',
  'pool_timeout',
  'socket_timeout',
  'pgbouncer',
  'statement_cache_size',
]

export const postgresUrl = kind(
  'a postgres:// or postgresql:// address with a host and the name of a database',
  (value) => {
    const url = URL.parse(value)
    if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) return undefined
    // A Unix socket is named by a parameter instead of a host.
    if (!url.hostname && !url.searchParams.has('host')) return undefined
    if (!prismaParameters.some((name) => url.searchParams.has(name))) return value
    for (const name of prismaParameters) url.searchParams.delete(name)
    return url.href
  },
)

export const redisUrl = kind('a redis:// or rediss:// address', (value) =>
  withHost(value, ['redis:', 'rediss:']) ? value : undefined,
)

export const smtpUrl = kind('an smtp:// or smtps:// address', (value) =>
  withHost(value, ['smtp:', 'smtps:']) ? value : undefined,
)
