import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'

const profileRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'profile',
  component: lazyRouteComponent(() => import('./ProfilePage.tsx')),
})

const securityRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'security',
  // The guide leads straight to the dialog; any address may be typed.
  validateSearch: ({ change }: Record<string, unknown>): { change?: 'password' } =>
    change === 'password' ? { change } : {},
  component: lazyRouteComponent(() => import('./SecurityPage.tsx')),
})

const secondFactorRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'security/second-factor',
  component: lazyRouteComponent(() => import('./SecondFactorPage.tsx')),
})

const recoveryCodesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'security/recovery-codes',
  component: lazyRouteComponent(() => import('./RecoveryCodesPage.tsx')),
})

export const profileRoutes = [profileRoute, securityRoute, secondFactorRoute, recoveryCodesRoute] as const
