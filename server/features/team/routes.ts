import { z } from 'zod'
import { Id, Nothing, Page, PageQuery } from '#contract/common.ts'
import { ApiKey, CreatedApiKey, NewApiKey, SecuritySettings, SecuritySettingsChange } from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { authRoutes } from './auth-routes.ts'
import { meRoutes } from './me-routes.ts'
import { operatorRoutes } from './operator-routes.ts'
import { changeSecurity, readSecurity } from './settings.ts'

export function routes(http: Http): void {
  authRoutes(http.tag('Signing in'))
  meRoutes(http.tag('Me'))
  operatorRoutes(http.tag('Team'))
  apiKeyRoutes(http.tag('API keys'))
  securityRoutes(http.tag('Settings'))
}

function apiKeyRoutes(http: Http): void {
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

function securityRoutes(http: Http): void {
  http.get('/settings/security', {
    can: 'settings:read',
    summary: 'Read the security settings',
    reply: SecuritySettings,
    run: (ctx) => readSecurity(ctx),
  })
  http.put('/settings/security', {
    can: 'settings:security',
    summary: 'Change the security settings',
    description: 'What is left out stays as it is.',
    body: SecuritySettingsChange,
    reply: SecuritySettings,
    run: (ctx, { body }) => changeSecurity(ctx, body),
  })
}
