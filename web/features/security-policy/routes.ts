import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'

export const securityPolicyRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'security-policy',
  component: lazyRouteComponent(() => import('./PolicyPage.tsx')),
})
