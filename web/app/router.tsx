import type { QueryClient } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import type { Feature } from './feature.ts'
import { Crash } from './pages/Crash.tsx'
import { NotFound } from './pages/NotFound.tsx'
import { Opening } from './pages/Opening.tsx'
import { requirePerson } from './session.ts'

export type AppContext = { queryClient: QueryClient; features: readonly Feature[] }

export const rootRoute = createRootRouteWithContext<AppContext>()({ component: Outlet })

/** The parent of every screen for somebody signed in. What a stranger may see hangs on rootRoute. */
export const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  beforeLoad: requirePerson,
  // Loaded apart: who stands at the door waits for none of it.
  component: lazyRouteComponent(() => import('./Shell.tsx'), 'Shell'),
})

/** Whoever is signed in loses the page, not the shell around it; a stranger is asked to sign in first. */
export const lostRoute = createRoute({ getParentRoute: () => insideRoute, path: '$', component: NotFound })

/** Not a page of this app, though under the same address: signing in may lead there, and the browser has to load it. */
export const sandboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sandbox/$',
  beforeLoad: ({ location }) => window.location.replace(location.href),
})

export const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/ui',
  component: lazyRouteComponent(() => import('./pages/GalleryPage.tsx')),
})

export const createAppRouter = <Tree extends AnyRoute>(routeTree: Tree, context: AppContext) =>
  createRouter({
    routeTree,
    context,
    defaultPreload: 'intent',
    // The query cache decides what is fresh; the router keeps nothing of its own.
    defaultPreloadStaleTime: 0,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Crash,
    defaultPendingComponent: Opening,
    scrollRestoration: false,
  })

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** On a phone the screen takes the whole height, without the bar at the bottom. */
    focused?: boolean
  }
}
