import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'
import { auditSearch } from './filters/filters.ts'

const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./AuditPage.tsx')),
})

const verificationRoute = createRoute({ getParentRoute: () => auditRoute, path: 'verification' })

export const auditRoutes = auditRoute.addChildren([verificationRoute])
