import { SecuritySettings, SecuritySettingsChange } from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { apiKeyRoutes } from './api-keys/routes.ts'
import { linkRoutes } from './links/routes.ts'
import { operatorRoutes } from './operators/routes.ts'
import { passwordRoutes } from './passwords/routes.ts'
import { presenceRoutes } from './presence/routes.ts'
import { profileRoutes } from './profile/routes.ts'
import { secondFactorRoutes } from './second-factor/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { changeSecurity, readSecurity } from './settings.ts'
import { signInRoutes } from './sign-in/routes.ts'

/** In the order in which /docs shows them. */
export function routes(http: Http): void {
  signInRoutes(http)
  profileRoutes(http)
  operatorRoutes(http)
  linkRoutes(http)
  presenceRoutes(http)
  passwordRoutes(http)
  secondFactorRoutes(http)
  sessionRoutes(http)
  apiKeyRoutes(http)
  securityRoutes(http.tag('Settings'))
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
