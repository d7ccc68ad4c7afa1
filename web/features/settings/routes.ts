import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { insideRoute } from '../../app/router.tsx'

/** The parent of every section; its children are named in web/routes.ts. */
export const settingsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./SettingsLayout.tsx')),
})

export const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./SettingsIndex.tsx')),
})
