import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'
import { teamFilters } from './filters.ts'

const teamRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'team',
  validateSearch: teamFilters,
  component: lazyRouteComponent(() => import('./TeamPage.tsx')),
})

// What lies over the list has an address of its own: the palette and the audit log lead straight to it.
const inviteRoute = createRoute({ getParentRoute: () => teamRoute, path: 'invite' })
const personRoute = createRoute({ getParentRoute: () => teamRoute, path: '$personId' })

export const teamRoutes = teamRoute.addChildren([inviteRoute, personRoute])
