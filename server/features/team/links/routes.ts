import { Link, LinkToken } from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { describeLink } from './actions.ts'

export function linkRoutes(all: Http): void {
  all.tag('Signing in').post('/auth/links', {
    can: 'public',
    summary: 'Read what a one-time link is for',
    // Not a GET: the token would stand in the address, and so in logs.
    body: LinkToken,
    reply: Link,
    run: (ctx, { body }) => describeLink(ctx, body.token),
  })
}
