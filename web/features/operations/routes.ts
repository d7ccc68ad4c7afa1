import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'
import { jobFilters } from './jobs/filters.ts'
import { parkedFilters } from './parked/filters.ts'

export const operationsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'operations',
  validateSearch: (search: Record<string, unknown>) => ({ ...jobFilters(search), ...parkedFilters(search) }),
  component: lazyRouteComponent(() => import('./OperationsPage.tsx')),
})
