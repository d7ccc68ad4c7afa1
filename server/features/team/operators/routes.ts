import { z } from 'zod'
import { Id, Nothing, Page } from '#contract/common.ts'
import {
  CreatedOperator,
  Invitation,
  NewOperator,
  NewPasswordByLink,
  Operator,
  OperatorChange,
  OperatorQuery,
  SignedIn,
  SignUp,
} from '#contract/team.ts'
import type { Http } from '#platform/http/route.ts'
import { welcome } from '../sign-in/welcome.ts'
import { changeOperator, createOperator, removeOperator, unlockOperator } from './actions.ts'
import { signUp } from './first-administrator.ts'
import { acceptInvitation, inviteAgain } from './invitations.ts'
import { listOperators, readOperator } from './operator.ts'

const ById = z.object({ id: Id })

export function operatorRoutes(all: Http): void {
  joinRoutes(all.tag('Signing in'))
  teamRoutes(all.tag('Team'))
}

function joinRoutes(http: Http): void {
  http.post('/auth/signup', {
    can: 'public',
    summary: 'Create the first administrator, or, as an administrator, a colleague',
    body: SignUp,
    reply: Operator,
    status: 201,
    run: (ctx, { body }) => signUp(ctx, body),
  })

  http.post('/auth/invitation', {
    can: 'public',
    summary: 'Accept an invitation by choosing a password',
    description: 'Signs in.',
    body: NewPasswordByLink,
    reply: SignedIn,
    run: async (ctx, { body, reply }) => welcome(ctx, await acceptInvitation(ctx, body), reply),
  })
}

function teamRoutes(http: Http): void {
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

  http.post('/operators/:id/invitation', {
    can: 'operators:create',
    summary: 'Renew an invitation',
    params: ById,
    reply: Invitation,
    status: 201,
    run: (ctx, { params }) => inviteAgain(ctx, params.id),
  })

  http.delete('/operators/:id/lock', {
    can: 'operators:update',
    summary: 'Unlock an operator',
    params: ById,
    reply: Nothing,
    run: (ctx, { params }) => unlockOperator(ctx, params.id),
  })
}
