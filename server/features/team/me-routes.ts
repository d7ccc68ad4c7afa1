import { z } from 'zod'
import { Id, Nothing, Page } from '#contract/common.ts'
import {
  Me,
  PasswordChange,
  PasswordProof,
  PresenceChange,
  ProfileChange,
  RecoveryCodes,
  SecondFactorConfirmation,
  SecondFactorRemoval,
  SecondFactorSetup,
  Session,
} from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { changePassword } from './passwords.ts'
import { setOwnPresence } from './presence.ts'
import { changeProfile, readMe } from './profile.ts'
import {
  confirmSecondFactor,
  removeOwnSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from './second-factor.ts'
import { endOtherSessions, endOwnSession, listOwnSessions } from './sessions.ts'

const ById = z.object({ id: Id })

export function meRoutes(http: Http): void {
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
  http.put('/me/presence', {
    can: 'operators:update-own',
    summary: 'Say whether you are online, away or offline',
    body: PresenceChange,
    reply: Nothing,
    run: (ctx, { body }) => setOwnPresence(ctx, body.presence),
  })
  http.put('/me/password', {
    can: 'profile:update',
    summary: 'Change your password',
    description: 'Ends your other sessions.',
    body: PasswordChange,
    reply: Nothing,
    run: (ctx, { body }) => changePassword(ctx, body),
  })
  secondFactorRoutes(http)
  sessionRoutes(http)
}

function secondFactorRoutes(http: Http): void {
  http.post('/me/second-factor', {
    can: 'profile:update',
    summary: 'Begin to set up a second factor',
    body: PasswordProof,
    reply: SecondFactorSetup,
    status: 201,
    run: (ctx, { body }) => startSecondFactor(ctx, body.password),
  })
  http.put('/me/second-factor', {
    can: 'profile:update',
    summary: 'Confirm the second factor with a code',
    body: SecondFactorConfirmation,
    reply: RecoveryCodes,
    run: (ctx, { body }) => confirmSecondFactor(ctx, body.code),
  })
  http.delete('/me/second-factor', {
    can: 'profile:update',
    summary: 'Remove your second factor',
    body: SecondFactorRemoval,
    reply: Nothing,
    run: (ctx, { body }) => removeOwnSecondFactor(ctx, body),
  })
  http.post('/me/recovery-codes', {
    can: 'profile:update',
    summary: 'Renew your recovery codes',
    body: PasswordProof,
    reply: RecoveryCodes,
    status: 201,
    run: (ctx, { body }) => renewRecoveryCodes(ctx, body.password),
  })
}

function sessionRoutes(http: Http): void {
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
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => endOwnSession(ctx, params.id),
  })
}
