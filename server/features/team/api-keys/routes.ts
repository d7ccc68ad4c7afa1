import { z } from 'zod'
import { Id, Nothing, Page, PageQuery } from '#contract/common.ts'
import { ApiKey, CreatedApiKey, NewApiKey } from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './actions.ts'

export function apiKeyRoutes(all: Http): void {
  const http = all.tag('API keys')
  http.get('/api-keys', {
    can: 'api-keys:read',
    summary: 'List API keys',
    query: PageQuery,
    reply: Page(ApiKey),
    run: (ctx, { query }) => listApiKeys(ctx, query),
  })
  http.post('/api-keys', {
    can: 'api-keys:create',
    summary: 'Create an API key',
    description: 'The key itself is shown in this answer only.',
    body: NewApiKey,
    reply: CreatedApiKey,
    status: 201,
    run: (ctx, { body }) => createApiKey(ctx, body),
  })
  http.delete('/api-keys/:id', {
    can: 'api-keys:revoke',
    summary: 'Revoke an API key',
    params: z.object({ id: Id }),
    reply: Nothing,
    run: (ctx, { params }) => revokeApiKey(ctx, params.id),
  })
}
