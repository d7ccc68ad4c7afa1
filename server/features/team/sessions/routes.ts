import { z } from 'zod'
import { Id, Nothing, Page } from '#contract/common.ts'
import { Session } from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { endOtherSessions, endOwnSession, listOwnSessions } from './actions.ts'

export function sessionRoutes(all: Http): void {
  const http = all.tag('Me')
  http.get('/sessions', {
    can: 'profile:read',
    summary: 'List your sessions',
    reply: Page(Session),
    run: (ctx) => listOwnSessions(ctx),
  })
  http.delete('/sessions', {
    can: 'profile:update',
    summary: 'End your other sessions',
    reply: Nothing,
    run: (ctx) => endOtherSessions(ctx),
  })
  http.delete('/sessions/:id', {
    can: 'profile:update',
    summary: 'End one of your sessions',
    params: z.object({ id: Id }),
    reply: Nothing,
    run: (ctx, { params }) => endOwnSession(ctx, params.id),
  })
}
