import { z } from 'zod'
import { Id, Nothing } from '#contract/common.ts'
import {
  PasswordProof,
  RecoveryCodes,
  SecondFactorConfirmation,
  SecondFactorRemoval,
  SecondFactorSetup,
} from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import {
  confirmSecondFactor,
  removeOwnSecondFactor,
  removeSecondFactorOf,
  renewRecoveryCodes,
  startSecondFactor,
} from './actions.ts'

export function secondFactorRoutes(all: Http): void {
  const http = all.tag('Me')
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
  all.tag('Team').delete('/operators/:id/second-factor', {
    can: 'operators:update',
    summary: 'Remove the second factor of an operator',
    params: z.object({ id: Id }),
    reply: Nothing,
    run: (ctx, { params }) => removeSecondFactorOf(ctx, params.id),
  })
}
