import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'

const apiKeysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'api-keys',
  component: lazyRouteComponent(() => import('./KeysPage.tsx')),
})

const newKeyRoute = createRoute({ getParentRoute: () => apiKeysRoute, path: 'new' })

export const apiKeysRoutes = apiKeysRoute.addChildren([newKeyRoute])
