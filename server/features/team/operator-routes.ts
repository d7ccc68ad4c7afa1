import { z } from 'zod'
import { Id, Nothing, Page } from '#contract/common.ts'
import {
  CreatedOperator,
  Invitation,
  LinkToHandOver,
  NewOperator,
  Operator,
  OperatorChange,
  OperatorQuery,
} from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { inviteAgain } from './invitations.ts'
import {
  changeOperator,
  createOperator,
  listOperators,
  readOperator,
  removeOperator,
  unlockOperator,
} from './operators.ts'
import { createPasswordReset } from './passwords.ts'
import { removeSecondFactorOf } from './second-factor.ts'

const ById = z.object({ id: Id })

export function operatorRoutes(http: Http): void {
  http.get('/operators', {
    can: 'operators:read',
    summary: 'List operators',
    query: OperatorQuery,
    reply: Page(Operator),
    run: (ctx, { query }) => listOperators(ctx, query),
  })
  http.post('/operators', {
    can: 'operators:create',
    summary: 'Create or invite an operator',
    body: NewOperator,
    reply: CreatedOperator,
    status: 201,
    run: (ctx, { body }) => createOperator(ctx, body),
  })
  http.get('/operators/:id', {
    can: 'operators:read',
    summary: 'Read an operator',
    params: ById,
    reply: Operator,
    run: (ctx, { params }) => readOperator(ctx, params.id),
  })
  http.put('/operators/:id', {
    can: 'operators:update',
    summary: 'Change an operator',
    description: 'What is left out stays as it is. A change of role ends the sessions of the person.',
    params: ById,
    body: OperatorChange,
    reply: Operator,
    run: (ctx, { params, body }) => changeOperator(ctx, params.id, body),
  })
  http.delete('/operators/:id', {
    can: 'operators:delete',
    summary: 'Remove an operator',
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => removeOperator(ctx, params.id),
  })
  rescueRoutes(http)
}

/** For those who cannot get in by themselves. */
function rescueRoutes(http: Http): void {
  http.post('/operators/:id/invitation', {
    can: 'operators:create',
    summary: 'Renew an invitation',
    params: ById,
    reply: Invitation,
    status: 201,
    run: (ctx, { params }) => inviteAgain(ctx, params.id),
  })
  http.post('/operators/:id/password-reset', {
    can: 'operators:update',
    summary: 'Make a link to choose a new password',
    params: ById,
    reply: LinkToHandOver,
    status: 201,
    run: (ctx, { params }) => createPasswordReset(ctx, params.id),
  })
  http.delete('/operators/:id/lock', {
    can: 'operators:update',
    summary: 'Unlock an operator',
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => unlockOperator(ctx, params.id),
  })
  http.delete('/operators/:id/second-factor', {
    can: 'operators:update',
    summary: 'Remove the second factor of an operator',
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => removeSecondFactorOf(ctx, params.id),
  })
}
