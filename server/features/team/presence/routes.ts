import { Nothing } from '#contract/common.ts'
import { PresenceChange } from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { setOwnPresence } from './actions.ts'

export function presenceRoutes(all: Http): void {
  all.tag('Me').put('/me/presence', {
    can: 'operators:update-own',
    summary: 'Say whether you are online, away or offline',
    body: PresenceChange,
    reply: Nothing,
    run: (ctx, { body }) => setOwnPresence(ctx, body.presence),
  })
}
