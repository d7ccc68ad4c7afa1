import {
  type createAppRouter,
  galleryRoute,
  insideRoute,
  lostRoute,
  rootRoute,
  sandboxRoute,
} from './app/router.tsx'
import { accountsRoutes } from './features/accounts/routes.ts'
import { apiKeysRoutes } from './features/api-keys/routes.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { entranceRoutes } from './features/entrance/routes.ts'
import { homeRoute } from './features/home/routes.ts'
import { inboxSettingsRoute } from './features/inbox-settings/routes.ts'
import { operationsRoute } from './features/operations/routes.ts'
import { profileRoutes } from './features/profile/routes.ts'
import { securityPolicyRoute } from './features/security-policy/routes.ts'
import { settingsIndexRoute, settingsRoute } from './features/settings/routes.ts'
import { teamRoutes } from './features/team/routes.ts'
import { webhooksRoutes } from './features/webhooks/routes.ts'

/** A feature adds its routes here: under insideRoute or settingsRoute, or under rootRoute when strangers may see them. */
export const routeTree = rootRoute.addChildren([
  insideRoute.addChildren([
    homeRoute,
    settingsRoute.addChildren([
      settingsIndexRoute,
      ...profileRoutes,
      teamRoutes,
      accountsRoutes,
      inboxSettingsRoute,
      apiKeysRoutes,
      webhooksRoutes,
      securityPolicyRoute,
      auditRoutes,
      operationsRoute,
    ]),
    lostRoute,
  ]),
  entranceRoutes,
  galleryRoute,
  sandboxRoute,
])

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter<typeof routeTree>>
  }
}
