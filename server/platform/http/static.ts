import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isApi } from '#platform/http/security-headers.ts'

/** Sends the web app's page for an address that only the web app knows, or says that it cannot. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply) => boolean

/**
 * Serves what the web build made, compressed where the build left a `.br` or `.gz` beside a file. The files are listed
 * once, so an address that is none of them costs no look at the disk.
 */
export async function serveWebApp(app: FastifyInstance, webDist: string | undefined): Promise<SendPage> {
  if (webDist === undefined || !existsSync(join(webDist, 'index.html'))) return () => false
  await app.register(staticFiles, {
    root: webDist,
    wildcard: false,
    index: false,
    globIgnore: ['**/*.br', '**/*.gz', '**/*.map'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path, webDist)),
  })
  return (request, reply) => {
    if (!asksForPage(request)) return false
    reply.sendFile('index.html')
    return true
  }
}

// The build puts a hash of the content into these names.
const cachingOf = (path: string, webDist: string): string =>
  path.startsWith(join(webDist, 'assets') + sep) ? 'public, max-age=31536000, immutable' : 'no-cache'

function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const [path = '/'] = url.split('?')
  const isFile = /\.[a-z0-9]+$/i.test(path)
  return (
    !isFile &&
    !isApi(path) &&
    !path.startsWith('/socket.io') &&
    /text\/html|\*\/\*/.test(headers.accept ?? '*/*')
  )
}
