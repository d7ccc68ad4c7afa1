import type { FastifyError, FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Problem } from '../customers/problem.ts'
import { GraphError } from '../graph/errors.ts'
import { keepBytes } from '../graph/multipart.ts'

export type Asked = {
  Params: { id: string; number: string }
  Querystring: Record<string, string | undefined>
}

/** What is the same for all calls of the control API. */
export function prepareControl(control: FastifyInstance): void {
  control.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, keepBytes)
  control.addHook('onRequest', async (request) => {
    // Another site in the same browser must not write as a customer.
    const site = request.headers['sec-fetch-site']
    if (request.method !== 'GET' && site && site !== 'same-origin' && site !== 'none')
      throw new Problem(409, 'This page belongs to another site')
  })
  control.setErrorHandler((error: FastifyError, _, reply) => {
    const { status, message, where } = explain(error)
    if (status === 500) console.error(error)
    return reply.code(status).send({ error: { message, ...(where && { where }) } })
  })
  // The files of the page lie beside it, and would be asked otherwise.
  control.all('/*', () => {
    throw new Problem(404, 'There is no such call')
  })
}

function explain(error: Error & { statusCode?: number }): {
  status: number
  message: string
  where?: string
} {
  const { message } = error
  if (error instanceof Problem) return { status: error.status, message }
  if (error instanceof GraphError) return { status: 400, message }
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    return { status: 400, message: issue?.message ?? message, where: issue?.path.join('.') ?? '' }
  }
  const status = error.statusCode ?? 500
  return status < 500 ? { status, message } : { status: 500, message: 'Something went wrong' }
}
