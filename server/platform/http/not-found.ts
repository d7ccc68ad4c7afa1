import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import { DomainError } from '#platform/errors.ts'
import type { SendPage } from '#platform/http/static.ts'

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What no route takes: a page of the web app, a known address with another method, or nothing at all. */
export function answerTheRest(app: FastifyInstance, sendPage: SendPage): void {
  app.setNotFoundHandler((request, reply) => {
    if (sendPage(request, reply)) return reply
    const allowed = allowedAt(app, request)
    if (allowed.length === 0) throw new DomainError(404, 'not_found', 'There is nothing at this address.')
    reply.header('allow', [...allowed, 'OPTIONS'].join(', '))
    if (request.method === 'OPTIONS') return reply.code(204).send()
    throw new DomainError(405, 'method_not_allowed', `This address takes ${allowed.join(', ')}.`)
  })
}

function allowedAt(app: FastifyInstance, { url }: FastifyRequest): HTTPMethods[] {
  const path = url.split('?', 1)[0] ?? '/'
  return methods.filter((method) => app.findRoute({ method, url: path }) !== null)
}
