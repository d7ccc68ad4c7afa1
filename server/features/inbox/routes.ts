import { InboxSettings, InboxSettingsChange } from '#contract/inbox-settings.ts'
import type { Http } from '#platform/http/route.ts'
import { conversationRoutes } from './conversations/routes.ts'
import { parkedRoutes } from './landing/parked-routes.ts'
import { webhookRoutes } from './landing/routes.ts'
import { mediaRoutes } from './media/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { changeInboxSettings, readInboxSettings } from './settings.ts'
import { tabulationRoutes } from './tabulations/routes.ts'

/** In the order in which /docs shows them. */
export function routes(http: Http): void {
  conversationRoutes(http)
  messageRoutes(http)
  mediaRoutes(http)
  tabulationRoutes(http)
  webhookRoutes(http)
  parkedRoutes(http)
  settingsRoutes(http.tag('Settings'))
}

function settingsRoutes(http: Http): void {
  http.get('/settings/inbox', {
    can: 'settings:read',
    summary: 'Read the settings of the inbox',
    reply: InboxSettings,
    run: (ctx) => readInboxSettings(ctx),
  })

  http.put('/settings/inbox', {
    can: 'settings:inbox',
    summary: 'Change the settings of the inbox',
    description: 'What is left out stays as it is.',
    body: InboxSettingsChange,
    reply: InboxSettings,
    run: (ctx, { body }) => changeInboxSettings(ctx, body),
  })
}
