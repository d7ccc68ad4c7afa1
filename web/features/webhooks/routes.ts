import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../settings/routes.ts'

const webhooksRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'webhooks',
  component: lazyRouteComponent(() => import('./WebhooksPage.tsx')),
})

const newWebhookRoute = createRoute({ getParentRoute: () => webhooksRoute, path: 'new' })

export const webhooksRoutes = webhooksRoute.addChildren([newWebhookRoute])
