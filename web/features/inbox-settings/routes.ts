import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'

export const inboxSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'inbox',
  component: lazyRouteComponent(() => import('./InboxSettingsPage.tsx')),
})
