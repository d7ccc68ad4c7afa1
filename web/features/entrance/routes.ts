import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ENROL, SIGN_IN } from '../../app/door.ts'
import { rootRoute } from '../../app/router.tsx'
import { requireEnrolment } from '../../app/session.ts'

type Search = { next?: string | undefined; why?: 'ended' | undefined }

/** Any address may be typed: what is not expected here is left out. */
const validateSearch = ({ next, why }: Record<string, unknown>): Search => ({
  ...(typeof next === 'string' && { next }),
  ...(why === 'ended' && { why }),
})

const entranceRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'entrance',
  component: lazyRouteComponent(() => import('./EntranceLayout.tsx')),
})

const signInRoute = createRoute({
  getParentRoute: () => entranceRoute,
  path: SIGN_IN,
  validateSearch,
  component: lazyRouteComponent(() => import('./SignInPage.tsx')),
})

const forgotRoute = createRoute({
  getParentRoute: () => entranceRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./ForgotPage.tsx')),
})

const resetRoute = createRoute({
  getParentRoute: () => entranceRoute,
  path: '/reset',
  component: lazyRouteComponent(() => import('./LinkPage.tsx'), 'ResetPage'),
})

const welcomeRoute = createRoute({
  getParentRoute: () => entranceRoute,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./LinkPage.tsx'), 'WelcomePage'),
})

const enrolRoute = createRoute({
  getParentRoute: () => entranceRoute,
  path: ENROL,
  validateSearch,
  beforeLoad: requireEnrolment,
  component: lazyRouteComponent(() => import('./EnrolPage.tsx')),
})

export const entranceRoutes = entranceRoute.addChildren([
  signInRoute,
  forgotRoute,
  resetRoute,
  welcomeRoute,
  enrolRoute,
])
