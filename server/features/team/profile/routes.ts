import { Me, ProfileChange } from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { changeProfile, readMe } from './actions.ts'

export function profileRoutes(all: Http): void {
  const http = all.tag('Me')
  http.get('/me', {
    // Any API key may ask who it is, whatever it may do.
    can: 'signed-in',
    summary: 'Read who is signed in',
    reply: Me,
    run: (ctx) => readMe(ctx),
  })
  http.patch('/me', {
    can: 'profile:update',
    summary: 'Change your name, language or theme',
    body: ProfileChange,
    reply: Me,
    run: (ctx, { body }) => changeProfile(ctx, body),
  })
}
