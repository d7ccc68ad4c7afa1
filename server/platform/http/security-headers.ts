import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '#platform/config.ts'
import { DomainError } from '#platform/errors.ts'

/**
 * What helmet has to say is the same for every request, so it is asked once, at the start: asking it each time took
 * as long as the rest of a small request. For the same reason the API leaves out what only pages need.
 */
export async function addSecurityHeaders(
  app: FastifyInstance,
  config: Pick<Config, 'publicUrl'>,
): Promise<void> {
  const forPages = await helmetHeaders(pageOptions(config))
  const forApi = { ...(await helmetHeaders(apiOptions(config))), 'cache-control': 'no-store' }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(isApi(request.url) ? forApi : forPages).header('x-request-id', request.id)
    // No database text can hold a null byte, and no honest address has one.
    if (request.url.includes('%00'))
      done(new DomainError(400, 'bad_url', 'The address has a null byte in it.'))
    else done()
  })
}

export const isApi = (url: string): boolean => url.startsWith('/api/') || url === '/api'

const self = "'self'"
const none = "'none'"

function pageOptions(config: Pick<Config, 'publicUrl'>): FastifyHelmetOptions {
  const directives = {
    defaultSrc: [self],
    scriptSrc: [self],
    // The components of the web app place and measure themselves with style elements of their own.
    styleSrc: [self, "'unsafe-inline'"],
    imgSrc: [self, 'data:', 'blob:'],
    mediaSrc: [self, 'blob:'],
    fontSrc: [self],
    workerSrc: [self, 'blob:'],
    // Browsers that do not count a WebSocket to the same host as 'self' need its address.
    connectSrc: config.publicUrl ? [self, config.publicUrl.replace(/^http/, 'ws')] : [self],
    objectSrc: [none],
    baseUri: [none],
    formAction: [self],
    frameAncestors: [none],
  }
  return {
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: strictTransport(config),
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    ...noLongerNeeded,
  }
}

/** Whatever is opened from here as a document, an uploaded page for instance, can do nothing. */
function apiOptions(config: Pick<Config, 'publicUrl'>): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: [none], frameAncestors: [none], sandbox: [] },
    },
    strictTransportSecurity: strictTransport(config),
    frameguard: false,
    referrerPolicy: false,
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: false,
    originAgentCluster: false,
    ...noLongerNeeded,
  }
}

const strictTransport = ({ publicUrl }: Pick<Config, 'publicUrl'>) =>
  (publicUrl?.startsWith('https:') ?? false) && { maxAge: 31_536_000, includeSubDomains: false }

const noLongerNeeded = {
  dnsPrefetchControl: false,
  ieNoOpen: false,
  permittedCrossDomainPolicies: false,
  xssFilter: false,
} as const

async function helmetHeaders(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const bare = fastify()
  await bare.register(helmet, options)
  bare.get('/', () => '')
  const { headers } = await bare.inject('/')
  await bare.close()
  const own = ['content-type', 'content-length', 'date', 'connection']
  const added = Object.entries(headers).filter(([name]) => !own.includes(name))
  return Object.fromEntries(added.map(([name, value]) => [name, String(value)]))
}
