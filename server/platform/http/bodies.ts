import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { DomainError } from '#platform/errors.ts'
import { limits } from '#platform/http/limits.ts'

/** Takes JSON and nothing else; what is wrong with it is found before any schema looks at it. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    // Programs that set the type on every request send it with no body, too.
    if (bytes.length === 0) return done(null, undefined)
    if (!isUtf8(bytes)) return done(badJson('The body is not valid UTF-8.'))
    parse(request, bytes.toString(), (error, body: unknown) => {
      if (error)
        return done(badJson('The body is not valid JSON, or has a key that is never allowed (__proto__).'))
      if (deeperThan(limits.jsonLevels, body))
        return done(badJson(`The body is nested deeper than ${limits.jsonLevels} levels.`))
      done(null, body)
    })
  })
}

export const badJson = (message: string) => new DomainError(400, 'bad_json', message)

const deeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => deeperThan(levels - 1, part)))
