import { z } from 'zod'
import { Id, Nothing } from '#contract/common.ts'
import {
  Accepted,
  LinkToHandOver,
  NewPasswordByLink,
  PasswordChange,
  PasswordResetRequest,
} from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { changePassword } from './actions.ts'
import { createPasswordReset, requestPasswordReset, resetPassword } from './reset.ts'

// Failed sign-ins are counted for themselves (lockout/); here nothing fails, whatever is asked.
const rarely = { max: 10, perSeconds: 600 }

export function passwordRoutes(all: Http): void {
  resetRoutes(all.tag('Signing in'))

  all.tag('Me').put('/me/password', {
    can: 'profile:update',
    summary: 'Change your password',
    description: 'Ends your other sessions.',
    body: PasswordChange,
    reply: Nothing,
    run: (ctx, { body }) => changePassword(ctx, body),
  })

  all.tag('Team').post('/operators/:id/password-reset', {
    can: 'operators:update',
    summary: 'Make a link to choose a new password',
    params: z.object({ id: Id }),
    reply: LinkToHandOver,
    status: 201,
    run: (ctx, { params }) => createPasswordReset(ctx, params.id),
  })
}

function resetRoutes(http: Http): void {
  http.post('/auth/password-reset', {
    can: 'public',
    summary: 'Ask for a link to choose a new password',
    description: 'The answer is the same whether or not anybody has this address.',
    body: PasswordResetRequest,
    reply: Accepted,
    status: 202,
    limit: rarely,
    async run(ctx, { body }) {
      await requestPasswordReset(ctx, body.email)
      return { status: 'accepted', byMail: ctx.mail.enabled } as const
    },
  })

  http.post('/auth/password-reset/confirm', {
    can: 'public',
    summary: 'Choose a new password with a link',
    body: NewPasswordByLink,
    reply: Nothing,
    run: (ctx, { body }) => resetPassword(ctx, body),
  })
}
