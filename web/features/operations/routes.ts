import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'
import { jobFilters } from './jobs/filters.ts'

export const operationsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'operations',
  validateSearch: jobFilters,
  component: lazyRouteComponent(() => import('./OperationsPage.tsx')),
})
