import { readFile, stat } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import type { FastifyInstance, FastifyReply } from 'fastify'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
}
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

const wellNamed = /^(?:[a-z0-9][\w-]*\/)*[a-z0-9][\w-]*(?:\.[\w-]+)*\.([a-z0-9]+)$/i

/** The files of the phone page as they lie there; TypeScript without its types is what a browser reads. */
export function pageRoutes(app: FastifyInstance, folder: URL): void {
  const stripped = new Map<string, { at: number; text: string }>()

  app.get('/sandbox', (_, reply) => reply.redirect('/sandbox/'))
  app.get<{ Params: { '*': string } }>('/sandbox/*', async ({ params }, reply) => {
    const path = params['*'] || 'index.html'
    const type = types[wellNamed.exec(path)?.[1] ?? '']
    if (!type || /\.test\.ts$|tsconfig/.test(path)) return missing(reply)
    const url = new URL(path, folder)
    const found = await stat(url).catch(() => undefined)
    if (!found?.isFile()) return missing(reply)
    return reply
      .type(type)
      .headers({
        'content-security-policy': policy,
        'permissions-policy': 'microphone=(self), geolocation=(self)',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
      })
      .send(path.endsWith('.ts') ? await script(url, found.mtimeMs) : await readFile(url))
  })

  async function script(url: URL, at: number): Promise<string> {
    const known = stripped.get(url.href)
    if (known?.at === at) return known.text
    const text = stripTypeScriptTypes(await readFile(url, 'utf8'))
    stripped.set(url.href, { at, text })
    return text
  }
}

const missing = (reply: FastifyReply) => reply.code(404).type('text/plain').send('Not found')
