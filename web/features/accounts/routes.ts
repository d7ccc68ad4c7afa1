import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'

const listRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'accounts',
  component: lazyRouteComponent(() => import('./AccountsPage.tsx')),
})

const newAccountRoute = createRoute({ getParentRoute: () => listRoute, path: 'new' })
const accountRoute = createRoute({ getParentRoute: () => listRoute, path: '$accountId' })

export const accountsRoutes = listRoute.addChildren([newAccountRoute, accountRoute])
