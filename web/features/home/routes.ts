import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { insideRoute } from '../../app/router.tsx'

export const homeRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./HomePage.tsx')),
})
