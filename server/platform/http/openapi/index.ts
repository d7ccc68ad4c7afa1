import { readFile } from 'node:fs/promises'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { OpenAPIV3_1 } from 'openapi-types'
import type { Config } from '#platform/config.ts'
import { complete } from '#platform/http/openapi/complete.ts'
import type { RouteRecord } from '#platform/http/route-record.ts'
import { cookieName } from '#platform/http/session-cookie.ts'

type Address = Pick<Config, 'publicUrl' | 'port'>

/** Must come before the routes: they are noted down as they are registered. */
export async function describeApi(
  app: FastifyInstance,
  config: Address,
  records: readonly RouteRecord[],
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Prosa',
        version: 'v1',
        description:
          'Everything that the web app does can be done here. Each path is also served under `/api/v1`. Errors are `application/problem+json`; lists are paged with `limit` and `after`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: config.publicUrl ?? '/' }],
      tags: [...new Set(records.map(({ tag }) => tag))].map((name) => ({ name })),
      components: { securitySchemes: securitySchemes(config) },
    },
    transform: jsonSchemaTransform,
    transformObject: (found) => complete(documentOf(jsonSchemaTransformObject(found)), records),
  })
}

/** A page to read and try it on, all of it served from here. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: {
      // The other one has a bar on top, with the name of the program that makes the page.
      layout: 'BaseLayout',
      docExpansion: 'list',
      defaultModelsExpandDepth: -1,
      filter: true,
      tryItOutEnabled: true,
      displayRequestDuration: true,
    },
    theme: await theme(),
  })
  for (const path of ['/swagger', '/swagger/'])
    app.get(path, { schema: { hide: true }, config: { label: '/docs' } }, (_request, reply) =>
      reply.redirect('/docs'),
    )
}

async function theme() {
  const [css, favicon] = await Promise.all([
    readFile(new URL('page.css', import.meta.url), 'utf8'),
    readFile(new URL('../../../../web/public/favicon.svg', import.meta.url)),
  ])
  return {
    title: 'Prosa API',
    css: [{ filename: 'page.css', content: css }],
    favicon: [
      { filename: 'favicon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: favicon },
    ],
  }
}

const securitySchemes = (config: Address): Record<string, OpenAPIV3_1.SecuritySchemeObject> => ({
  session: { type: 'apiKey', in: 'cookie', name: cookieName(config), description: 'A signed-in person' },
  bearer: { type: 'http', scheme: 'bearer', description: 'A token of POST /api/auth/token, or an API key' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
})

// The plugins' types allow for every version of OpenAPI; above we asked for 3.1.
const documentOf = (document: unknown) => document as OpenAPIV3_1.Document
